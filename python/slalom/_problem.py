"""Problems in Python: from a class to what the host is told, and to the answers of an open problem."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ._function_loss import FunctionLoss, check_class
from ._loss import Loss
from ._random import random, seeded
from ._settings import DeclarationError, Setting, read_constructor
from ._texts import snake_case, title_and_source


class OpenProblem:
    """An open problem, as the bridge asks it."""

    def __init__(self, loss: Loss) -> None:
        self._loss = loss

    def describe(self) -> tuple[Any, ...]:
        """See Facts."""
        return self._loss.facts().in_order()

    def start(self, stream: Any) -> Any:
        """A start point."""
        with seeded(stream):
            return self._loss.start()

    def evaluate(self, w: Any, batch: Any, stream: Any, wants_gradient: bool) -> tuple[float, Any]:
        """The value, and the gradient where it is wanted."""
        outside, random._stream = random._stream, stream
        noise = None if stream is None else random
        try:
            if wants_gradient:
                return self._loss.value_and_gradient(w, batch, noise)
            return self._loss.value(w, batch, noise), None
        finally:
            random._stream = outside

    def values(self, numbers: Any, count: int, batch: Any, stream: Any) -> Any:
        """The value at each of `count` points, whose numbers lie one after the other."""
        outside, random._stream = random._stream, stream
        try:
            return self._loss.values(numbers.reshape(count, -1), batch, None if stream is None else random)
        finally:
            random._stream = outside

    def hessian_vector(self, w: Any, v: Any, batch: Any, stream: Any) -> Any:
        """The Hessian times v."""
        outside, random._stream = random._stream, stream
        try:
            return self._loss.hessian_vector(w, v, batch, None if stream is None else random)
        finally:
            random._stream = outside

    def measure(self, w: Any) -> list[float]:
        """The metrics, in the order of their names."""
        return [float(value) for value in self._loss.metrics(w).values()]


@dataclass
class Problem:
    """What the host is told of a problem, and how it is opened."""

    name: str
    title: str
    source: str
    settings: list[Setting]
    prefers_float32: bool
    make: Callable[[dict[str, Any], Any], Loss]
    files: tuple[str, ...] = ()

    def declaration(self) -> tuple[Any, ...]:
        """In the order in which the bridge reads it."""
        declared = [setting.declaration() for setting in self.settings]
        return self.name, self.title, self.source, declared, self.prefers_float32, self

    def open(self, dtype: Any, values: list[Any], stream: Any) -> OpenProblem:
        """With these values of its settings."""
        given = {s.name: s.value(v) for s, v in zip(self.settings, values, strict=True)}
        with seeded(stream):
            return OpenProblem(self.make(given, np.dtype(dtype)))


def is_module_class(cls: Any) -> bool:
    """A torch.nn.Module that brings data."""
    torch = sys.modules.get("torch")
    return torch is not None and issubclass(cls, torch.nn.Module) and callable(getattr(cls, "dataset", None))


def is_problem_class(cls: Any) -> bool:
    """A function of w, or a network with data."""
    return is_module_class(cls) or any(callable(getattr(cls, name, None)) for name in ("value", "value_and_gradient"))


def problem_of_class(cls: Any) -> Problem:
    """Raises DeclarationError if something is missing."""
    title, source = title_and_source(vars(cls).get("__doc__"), cls.__name__)
    settings, _ = read_constructor(cls, ())
    is_module = is_module_class(cls)
    if not is_module:
        check_class(cls)

    def make(given: dict[str, Any], dtype: Any) -> Loss:
        if not is_module:
            return FunctionLoss(cls(**given), dtype)
        from ._module_loss import ModuleLoss  # torch is there

        return ModuleLoss(lambda: cls(**given), dtype)

    return Problem(snake_case(cls.__name__), title, source, settings, is_module, make, _files_of(cls))


def _files_of(cls: Any) -> tuple[str, ...]:
    files = getattr(cls, "files", ())
    if isinstance(files, str) or not all(isinstance(file, str) for file in files):
        raise DeclarationError("files is a list of paths, such as files = ['digits.csv']")
    return tuple(files)
