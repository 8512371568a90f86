"""Slalom: fair, repeatable comparisons of optimizers.

`compare` runs optimizers on problems and returns `Results`; `read` opens results that are there. In a file that is an
optimizer, `Range`, `random`, `done` and `skip` are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._settings import Range
from ._signals import Stop, done, skip

if TYPE_CHECKING:
    from ._compare import compare
    from ._program import SlalomError
    from ._random import random
    from ._results import Results, read
    from ._suite import optimizer, problem

_LATER = {
    "SlalomError": "_program",
    "Results": "_results",
    "compare": "_compare",
    "optimizer": "_suite",
    "problem": "_suite",
    "random": "_random",
    "read": "_results",
}

__all__ = [
    "Range",
    "Results",
    "SlalomError",
    "Stop",
    "compare",
    "done",
    "optimizer",
    "problem",
    "random",
    "read",
    "skip",
]


def __getattr__(name: str) -> object:
    """What needs NumPy or more is imported when it is first used: files that are optimizers start sooner."""
    if name in _LATER:
        import importlib

        return getattr(importlib.import_module(f".{_LATER[name]}", __name__), name)
    raise AttributeError(f"module 'slalom' has no attribute '{name}'")
