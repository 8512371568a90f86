"""What the libraries have in common."""

from __future__ import annotations

import importlib
import inspect
import math
import re
import sys
from typing import Any

from .._door import Unusable
from .._settings import DeclarationError, Setting, read_parameter
from .._space import Tensor


def package(name: str, install: str | None = None) -> Any:
    """The package, or one sentence that says what to install."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        if getattr(error, "name", None) not in (name, None):
            raise Unusable(f"{name} cannot be imported by {sys.executable}: {error}") from error
        raise Unusable(
            f"the package {name} is not installed for {sys.executable}: install it with "
            f"{sys.executable} -m pip install {install or name}"
        ) from error


def fixed(name: str, value: str) -> Setting:
    """A setting that has one value only: it has chosen what the others are."""
    return Setting(name, "choice", value, choices=(value,))


def settings_of(function: Any, leave_out: tuple[str, ...]) -> list[Setting]:
    """Those parameters that a suite can give; others, such as functions and devices, keep their defaults."""
    settings = []
    for name, parameter in inspect.signature(function).parameters.items():
        if name in leave_out or parameter.default in (None, parameter.empty, (), []):
            continue
        default = parameter.default
        if isinstance(default, int) and not isinstance(default, bool):
            default = float(default)  # a default of 0 says nothing about 0.9; see as_given
        if isinstance(default, float) and not math.isfinite(default):
            continue
        if isinstance(default, (bool, float, str, tuple, list)):
            try:
                settings.append(read_parameter(name, type(default), default))
            except DeclarationError:
                continue
    return settings


def as_given(value: Any) -> Any:
    """An integer where the number is one: counts are not told from other numbers by their defaults."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def parts_of(space: Any) -> list[Tensor]:
    """The tensors of a space, and what lies between them: together all of w."""
    parts: list[Tensor] = []
    end = 0
    for tensor in sorted(space.tensors, key=lambda t: t.offset):
        if tensor.offset > end:
            parts.append(Tensor(f"rest{end}", end, (tensor.offset - end,), "unknown"))
        parts.append(tensor)
        end = tensor.offset + tensor.size
    if end < space.dimension:
        parts.append(Tensor(f"rest{end}" if parts else "w", end, (space.dimension - end,), "unknown"))
    return parts


def suite_name(library: str, name: str) -> str:
    """The name of an optimizer in suites: torch_adamw."""
    return f"{library}_{re.sub('[^a-z0-9]+', '_', name.lower()).strip('_')}"


def chosen_name(chosen: dict[str, str], key: str, library: str, example: str) -> str:
    """The value of the key that chooses; Unusable if it is missing."""
    if key not in chosen:
        raise Unusable(f"which one? Give {key}, as in {{optimizer: {library}, {key}: {example}}}")
    return chosen[key]


def nearest(name: str, known: list[str]) -> str:
    """The hint "; did you mean 'AdamW'?", or nothing."""
    import difflib

    by_lower = {one.lower(): one for one in known}
    close = difflib.get_close_matches(name.lower(), list(by_lower), 1)
    return f"; did you mean '{by_lower[close[0]]}'?" if close else ""
