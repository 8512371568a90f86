"""Settings of optimizers and problems, read from the signature of a function."""

from __future__ import annotations

import functools
import inspect
import math
import re
import typing
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Range:
    """The values that a setting may take, and where tuning looks for better ones.

    Parameters
    ----------
    minimum, maximum : float
        The ends; both are allowed values.
    log : bool
        Tuning searches on a logarithmic scale. Where `minimum` is 0 the search begins at a ten-thousandth of `maximum`.
    tune : (float, float), optional
        Where tuning searches, if that is a part of the range only.

    Examples
    --------
    >>> from typing import Annotated
    >>> def __init__(self, n, momentum: Annotated[float, Range(0, 1, tune=(0.5, 0.99))] = 0.9): ...
    """

    minimum: float = -math.inf
    maximum: float = math.inf
    log: bool = False
    tune: tuple[float, float] | None = None

    def search(self) -> tuple[float, float]:
        """The ends of the search; equal where there is none."""
        if self.tune is not None:
            return self.tune
        if not (math.isfinite(self.minimum) and math.isfinite(self.maximum)):
            return 0.0, 0.0
        if self.log and self.minimum <= 0:
            return self.maximum * 1e-4, self.maximum
        return self.minimum, self.maximum


class DeclarationError(Exception):
    """A signature from which no settings can be read."""


KINDS = {"real": 0, "integer": 1, "boolean": 2, "choice": 3, "text": 4, "list": 5}
NAME = re.compile(r"[a-z0-9_]{1,64}\Z")


@dataclass(frozen=True)
class Setting:
    """One setting, as the host is told of it."""

    name: str
    kind: str
    default: Any
    meaning: str = ""
    range: Range = field(default_factory=Range)
    choices: tuple[str, ...] = ()
    whole_numbers: bool = False
    as_tuple: bool = False

    def declaration(self) -> tuple[Any, ...]:
        """In the order in which the bridge reads it."""
        is_text = self.kind in ("choice", "text")
        search = self.range.search()
        return (
            self.name,
            self.meaning,
            KINDS[self.kind],
            float(self.default) if self.kind in ("real", "integer", "boolean") else 0.0,
            self.default if is_text else "",
            tuple(float(x) for x in self.default) if self.kind == "list" else (),
            float(self.range.minimum),
            float(self.range.maximum),
            self.range.log,
            self.whole_numbers,
            self.choices,
            float(search[0]),
            float(search[1]),
        )

    def value(self, given: Any) -> Any:
        """A value that the host gives, in the type that the signature names."""
        if self.kind == "integer":
            return int(given)
        if self.kind == "boolean":
            return given != 0
        if self.kind == "list":
            numbers = [int(x) if self.whole_numbers else float(x) for x in given]
            return tuple(numbers) if self.as_tuple else numbers
        return given


def _unwrap(annotation: Any) -> tuple[Any, Range, str]:
    """The type, range and meaning that an annotation names."""
    bounds, meaning = Range(), ""
    if typing.get_origin(annotation) is typing.Annotated:
        annotation, *extras = typing.get_args(annotation)
        for extra in extras:
            if isinstance(extra, Range):
                bounds = extra
            elif isinstance(extra, str):
                meaning = " ".join(extra.split())
    return annotation, bounds, meaning


def _type_of(annotation: Any, default: Any) -> Any:
    if annotation is not inspect.Parameter.empty:
        return annotation
    return type(default)


def read_parameter(name: str, annotation: Any, default: Any) -> Setting:
    """The setting that one parameter declares; raises DeclarationError."""
    if not NAME.match(name):
        raise DeclarationError(f"the setting '{name}' must be named in lower-case letters, digits and underscores")
    annotation, bounds, meaning = _unwrap(annotation)
    if default is inspect.Parameter.empty:
        raise DeclarationError(f"the setting '{name}' needs a default value, such as {name}: float = 0.9")
    kind = _type_of(annotation, default)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        choices = tuple(str(choice) for choice in arguments)
        if default not in choices:
            raise DeclarationError(f"the default of '{name}' is not one of its choices: {', '.join(choices)}")
        return Setting(name, "choice", default, meaning, choices=choices)
    setting: Setting | None = None
    try:
        if kind is bool:
            setting = Setting(name, "boolean", bool(default), meaning)
        elif kind is int:
            if int(default) != default:
                raise ValueError
            setting = Setting(name, "integer", int(default), meaning, bounds)
        elif kind is float:
            setting = Setting(name, "real", float(default), meaning, bounds)
        elif kind is str:
            if not isinstance(default, str):
                raise ValueError
            setting = Setting(name, "text", default, meaning)
        elif (origin or kind) in (list, tuple):
            whole = arguments[0] is int if arguments else bool(default) and all(isinstance(x, int) for x in default)
            numbers = [float(x) for x in default]
            setting = Setting(
                name, "list", numbers, meaning, bounds, whole_numbers=whole, as_tuple=(origin or kind) is tuple
            )
    except (TypeError, ValueError):
        shown = getattr(kind, "__name__", str(kind))
        raise DeclarationError(f"the default of '{name}', {default!r}, is not of its type, {shown}") from None
    if setting is None:
        raise DeclarationError(
            f"the setting '{name}' has the type {kind!r}: settings are float, int, bool, str, "
            "Literal['a', 'b'], list[float] or list[int]"
        )
    numbers = setting.default if setting.kind == "list" else [setting.default]
    if setting.kind in ("real", "integer", "list"):
        for number in numbers:
            if not bounds.minimum <= number <= bounds.maximum:
                raise DeclarationError(
                    f"the default of '{name}', {number:g}, is outside of {bounds.minimum:g} to {bounds.maximum:g}"
                )
    low, high = bounds.search()
    if low > high or (low != high and (low < bounds.minimum or high > bounds.maximum or (bounds.log and low <= 0))):
        raise DeclarationError(f"'{name}' cannot be tuned from {low:g} to {high:g}")
    return setting


def read_signature(function: Any, handed_over: tuple[str, ...]) -> tuple[list[Setting], list[str]]:
    """The settings that a function declares, and which of the `handed_over` parameters it takes besides.

    Raises DeclarationError if a parameter is neither.
    """
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except Exception:  # annotations of names that exist for type checkers only
        hints = {}
    settings: list[Setting] = []
    takes: list[str] = []
    for name, parameter in inspect.signature(function).parameters.items():
        if name in handed_over:
            takes.append(name)
        elif parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        elif parameter.kind is parameter.POSITIONAL_ONLY:
            raise DeclarationError(f"the setting '{name}' is positional-only: it is given by its name")
        else:
            settings.append(read_parameter(name, hints.get(name, parameter.annotation), parameter.default))
    return settings, takes


def read_constructor(cls: type, handed_over: tuple[str, ...]) -> tuple[list[Setting], list[str]]:
    """Likewise of a class: what its __init__ takes besides self."""
    function = cls.__init__  # type: ignore[misc]
    if function is object.__init__:
        return [], []
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())[1:]

    @functools.wraps(function)
    def shown(*_: Any, **__: Any) -> None: ...

    shown.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return read_signature(shown, handed_over)
