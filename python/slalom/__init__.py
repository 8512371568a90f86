"""Slalom: fair, repeatable comparisons of optimizers."""

from __future__ import annotations

from ._settings import Range
from ._signals import Stop, done, skip

__all__ = ["Range", "Stop", "done", "random", "skip"]


def __getattr__(name: str) -> object:
    """What needs NumPy or more is imported when it is first used."""
    if name == "random":
        from ._random import random

        return random
    raise AttributeError(f"module 'slalom' has no attribute '{name}'")
