"""Names and titles in suites, from those of classes."""

from __future__ import annotations

import inspect
import re


def snake_case(name: str) -> str:
    """MyRule: my_rule, AdamW: adam_w, SGD: sgd."""
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name).lower()


def title_and_source(text: str | None, name: str) -> tuple[str, str]:
    """From the first paragraph of a docstring: its first sentence, and what follows."""
    first = inspect.cleandoc(text or "").split("\n\n")[0]
    line = " ".join(first.split())
    title, _, source = line.partition(". ")
    return title.rstrip(".") or name, source.rstrip(".")
