"""Optax: `{optimizer: optax, name: adamw, b1: 0.95}`, or a function `{optimizer: optax, transform: mine.py:make}`."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import numpy as np

from .._door import Optimizer, Unusable, _load, learning_rate
from ._common import chosen_name, fixed, nearest, package, parts_of, settings_of, suite_name

PACKAGES = ["jax", "jaxlib"]


def _function_of(optax: Any, chosen: dict[str, str], folder: Path) -> tuple[str, str, Any, list[Path]]:
    """Which key has chosen, its value, the function, and the user's file."""
    if "transform" not in chosen:
        name = chosen_name(chosen, "name", "optax", "adamw")
        function = getattr(optax, name, None)
        if not callable(function) or inspect.isclass(function):  # some, such as nadam, are partial functions
            known = [n for n, thing in vars(optax).items() if callable(thing) and not inspect.isclass(thing)]
            raise Unusable(f"optax has no optimizer '{name}'{nearest(name, known)}")
        return "name", name, function, []
    text = chosen["transform"]
    file, _, name = text.rpartition(":")
    path = (folder / file).resolve()
    if not file or not path.is_file():
        raise Unusable(f"transform is the path of a file and a function in it, such as mine.py:make, not {text}")
    function = getattr(_load(path), name, None)
    if not callable(function):
        raise Unusable(f"{file} has no function '{name}'")
    return "transform", text, function, [path]


def declare(chosen: dict[str, str], folder: Path) -> tuple[Optimizer, list[Path]]:
    """The optimizer, and files besides this one that determine it."""
    jax = package("jax")
    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_platforms", "cpu")
    optax = package("optax")
    key, value, function, files = _function_of(optax, chosen, folder)
    parameters = inspect.signature(function).parameters
    settings = settings_of(function, ("learning_rate",))
    rate = None
    if "learning_rate" in parameters:
        default = parameters["learning_rate"].default
        rate = learning_rate(default if isinstance(default, (int, float)) else 0.001)

    def make(space: Any, given: dict[str, Any]) -> OptaxRun:
        options = {k: v for k, v in given.items() if k != key}
        return OptaxRun(jax, optax, function, parts_of(space), options, rate is not None)

    name = value.replace(".py:", "_")
    optimizer = Optimizer(
        suite_name("optax", name), f"{value} of optax", "", [fixed(key, value), *settings], rate, make
    )
    return optimizer, files


class OptaxRun:
    """The state of a GradientTransformation; parameters are arrays by the names of tensors."""

    def __init__(
        self, jax: Any, optax: Any, function: Any, parts: list[Any], options: dict[str, Any], takes_rate: bool
    ) -> None:
        self.jax, self.optax, self.function, self.options = jax, optax, function, options
        self.parts, self.takes_rate = parts, takes_rate
        self.state: Any = None
        self.update: Any = None

    def _tree(self, vector: Any) -> dict[str, Any]:
        return {part.name: self.jax.numpy.asarray(part.of(vector).copy()) for part in self.parts}

    def _begin(self, w: Any, eta: float) -> None:
        if self.takes_rate:
            fixed_ones = [name for name, value in self.options.items() if not isinstance(value, float)]
            inject = self.optax.inject_hyperparams(self.function, static_args=fixed_ones)
            transform = inject(learning_rate=eta, **self.options)
        else:
            transform = self.function(**self.options)
        self.state = transform.init(self._tree(w))

        def update(gradient: Any, state: Any, parameters: Any) -> Any:
            return transform.update(gradient, state, parameters)

        self.update = self.jax.jit(update)

    def step(self, f: Any, w: Any, eta: float) -> None:
        """One update."""
        if self.state is None:
            self._begin(w, eta)
        if self.takes_rate:
            rate = self.state.hyperparams["learning_rate"]
            self.state.hyperparams["learning_rate"] = self.jax.numpy.asarray(eta, dtype=rate.dtype)
        updates, self.state = self.update(self._tree(f.gradient(w)), self.state, self._tree(w))
        for part in self.parts:
            view = part.of(w)
            view += np.asarray(updates[part.name], dtype=w.dtype)
