"""A function of w: with its gradient, or through the automatic differentiation of torch or JAX."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ._loss import Facts, values_one_by_one
from ._random import random
from ._settings import DeclarationError

AUTODIFF = ("torch", "jax")
EXTRAS = ("batch", "noise")  # what functions of w take besides, by these names
POINTS = {"value": 1, "values": 1, "gradient": 1, "value_and_gradient": 1, "hessian_vector": 2, "metrics": 1}

Function = Callable[..., Any]


def check_class(cls: Any) -> None:
    """Raises DeclarationError if it is not a function of w with a gradient."""
    autodiff = getattr(cls, "autodiff", None)
    has = {name for name in POINTS if callable(getattr(cls, name, None))}
    if autodiff not in (None, *AUTODIFF):
        raise DeclarationError(f"autodiff is 'torch' or 'jax', not {autodiff!r}")
    if autodiff is not None and "value" not in has:
        raise DeclarationError("it needs a function value(self, w), which is differentiated")
    if autodiff is None and "value_and_gradient" not in has and not {"value", "gradient"} <= has:
        raise DeclarationError(
            "it has no gradient: write gradient(self, w), or value with functions of torch or jax and set "
            "autodiff = 'torch' or autodiff = 'jax'"
        )
    for name in sorted(has):
        wanted = _extras_of(getattr(cls, name), name, POINTS[name] + 1)
        if autodiff == "jax" and "noise" in wanted:
            raise DeclarationError("value cannot take noise with autodiff = 'jax'")


def _extras_of(function: Function, name: str, leading: int) -> list[str]:
    parameters = list(inspect.signature(function).parameters.values())
    points = "self, points" if name == "values" else ", ".join(["self", "w", "v"][: POINTS[name] + 1])
    extras = [p.name for p in parameters[leading:] if p.default is p.empty and p.kind is not p.VAR_KEYWORD]
    if len(parameters) < leading or not set(extras) <= set(EXTRAS):
        raise DeclarationError(f"{name} takes ({points}), and then batch and noise if it uses them")
    return extras


def _bound(instance: Any, name: str) -> Function | None:
    """The method, called with all extras and handing over those that it takes."""
    function = getattr(instance, name, None)
    if function is None:
        return None
    wanted = _extras_of(function, name, POINTS[name])
    if not wanted:
        return lambda *points, **_: function(*points)
    return lambda *points, **extras: function(*points, **{extra: extras[extra] for extra in wanted})


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        shape = getattr(value, "shape", None)
        given = f"type {type(value).__name__}" if shape is None else f"shape {tuple(shape)}"
        raise TypeError(f"value must return a number, not an object of {given}") from None


class _ByHand:
    """Derivatives that the class has itself."""

    def __init__(self, instance: Any) -> None:
        self._value = _bound(instance, "value")
        self._gradient = _bound(instance, "gradient")
        self._both = _bound(instance, "value_and_gradient")
        self._product = _bound(instance, "hessian_vector")
        self.has_products = self._product is not None

    def value(self, w: Any, **extras: Any) -> float:
        w.setflags(write=False)
        return self.value_and_gradient(w, **extras)[0] if self._value is None else _number(self._value(w, **extras))

    def value_and_gradient(self, w: Any, **extras: Any) -> tuple[float, Any]:
        w.setflags(write=False)
        if self._both is not None:
            value, gradient = self._both(w, **extras)
            return _number(value), gradient
        assert self._value is not None and self._gradient is not None
        return _number(self._value(w, **extras)), self._gradient(w, **extras)

    def hessian_vector(self, w: Any, v: Any, **extras: Any) -> Any:
        assert self._product is not None
        return self._product(w, v, **extras)


class _ByTorch:
    """Derivatives by torch: value is given tensors, and gives one with a single number."""

    has_products = True

    def __init__(self, instance: Any) -> None:
        import torch

        torch.set_num_threads(1)
        self._torch = torch
        self._value = _bound(instance, "value")

    def _at(self, x: Any, extras: Mapping[str, Any]) -> Any:
        assert self._value is not None
        batch = extras["batch"]
        indices = None if batch is None else self._torch.from_numpy(batch)
        value = self._value(x, batch=indices, noise=extras["noise"])
        if not isinstance(value, self._torch.Tensor) or value.numel() != 1:
            _number(value)
            raise TypeError(f"value must return a tensor with a single number, not an object of type {type(value).__name__}")
        return value.reshape(())

    def value(self, w: Any, **extras: Any) -> float:
        with self._torch.no_grad():
            return float(self._at(self._torch.from_numpy(w), extras))

    def value_and_gradient(self, w: Any, **extras: Any) -> tuple[float, Any]:
        x = self._torch.from_numpy(w).requires_grad_()
        value = self._at(x, extras)
        (gradient,) = self._torch.autograd.grad(value, x)
        return value.item(), gradient.numpy()

    def hessian_vector(self, w: Any, v: Any, **extras: Any) -> Any:
        x = self._torch.from_numpy(w).requires_grad_()
        (gradient,) = self._torch.autograd.grad(self._at(x, extras), x, create_graph=True)
        along = gradient @ self._torch.from_numpy(v)
        if not along.requires_grad:  # the function is linear
            return np.zeros_like(w)
        (product,) = self._torch.autograd.grad(along, x, allow_unused=True)
        return np.zeros_like(w) if product is None else product.numpy()


class _ByJax:
    """Derivatives by JAX, compiled."""

    has_products = True

    def __init__(self, instance: Any) -> None:
        import jax

        jax.config.update("jax_enable_x64", True)
        jax.config.update("jax_platforms", "cpu")
        function = _bound(instance, "value")
        assert function is not None

        def value(w: Any, batch: Any) -> Any:
            return function(w, batch=batch, noise=None)

        def product(w: Any, v: Any, batch: Any) -> Any:
            return jax.jvp(lambda x: jax.grad(value)(x, batch), (w,), (v,))[1]

        self._value, self._both = jax.jit(value), jax.jit(jax.value_and_grad(value))
        self._product = jax.jit(product)

    def value(self, w: Any, **extras: Any) -> float:
        return _number(self._value(w, extras["batch"]))

    def value_and_gradient(self, w: Any, **extras: Any) -> tuple[float, Any]:
        value, gradient = self._both(w, extras["batch"])
        return float(value), np.asarray(gradient)

    def hessian_vector(self, w: Any, v: Any, **extras: Any) -> Any:
        return np.asarray(self._product(w, v, extras["batch"]))


def _dimension_of(instance: Any) -> int:
    if hasattr(instance, "dimension"):
        return int(instance.dimension)
    for name in ("lower", "upper"):
        bound = getattr(instance, name, None)
        if bound is not None and np.ndim(bound) == 1:
            return len(bound)
    raise ValueError("the length of w is not known: set self.dimension in __init__, or dimension in the class")


class FunctionLoss:
    """An instance of a user's class; see Loss."""

    def __init__(self, instance: Any, dtype: Any) -> None:
        self._instance, self._dtype = instance, dtype
        self.dimension = _dimension_of(instance)
        self.examples = int(getattr(instance, "examples", 1))
        self._lower, self._upper = (self._bound_of(name) for name in ("lower", "upper"))
        autodiff = getattr(instance, "autodiff", None)
        make = {None: _ByHand, "torch": _ByTorch, "jax": _ByJax}[autodiff]
        self._derivatives: Any = make(instance)
        self._values = _bound(instance, "values")
        self._all = np.arange(self.examples)
        self._metrics = getattr(instance, "metrics", None)
        self._metric_names = () if self._metrics is None else tuple(self._metrics(self.start()))

    def _bound_of(self, name: str) -> Any:
        bound = getattr(self._instance, name, None)
        return None if bound is None else np.broadcast_to(np.asarray(bound, dtype=float), self.dimension)

    def _is_bounded(self) -> bool:
        return bool(
            self._lower is not None
            and self._upper is not None
            and np.isfinite(self._lower).all()
            and np.isfinite(self._upper).all()
        )

    def facts(self) -> Facts:
        """What the attributes say."""
        one = self._instance
        window = getattr(one, "window", None)
        if window is None and self.dimension == 2 and self._is_bounded():
            window = (self._lower[0], self._upper[0], self._lower[1], self._upper[1])
        minimum = getattr(one, "minimum", None)
        return Facts(
            dimension=self.dimension,
            tensors=[(*tensor, "unknown")[:3] for tensor in getattr(one, "tensors", ())],
            examples=self.examples,
            minimum=None if minimum is None else float(minimum),
            minimizers=[[float(x) for x in point] for point in getattr(one, "minimizers", ())],
            lower=None if self._lower is None else self._lower.tolist(),
            upper=None if self._upper is None else self._upper.tolist(),
            hard_bounds=bool(getattr(one, "hard_bounds", False)),
            window=window,
            metrics=self._metric_names,
            has_hessian_vector=self._derivatives.has_products,
        )

    def start(self) -> Any:
        """The class's own, else uniform in the domain, else normally distributed."""
        if hasattr(self._instance, "start"):
            return np.asarray(self._instance.start(), dtype=self._dtype)
        if self._is_bounded():
            point = np.clip(random.uniform(self._lower, self._upper, self.dimension), self._lower, self._upper)
        else:
            point = random.normal(size=self.dimension)
        return point.astype(self._dtype)

    def _extras(self, batch: Any, noise: Any) -> dict[str, Any]:
        return {"batch": self._all if batch is None else batch, "noise": noise}

    def value(self, w: Any, batch: Any, noise: Any) -> float:
        """See Loss."""
        return float(self._derivatives.value(w, **self._extras(batch, noise)))

    def values(self, points: Any, batch: Any, noise: Any) -> Any:
        """See Loss."""
        if self._values is None:
            return values_one_by_one(self, points, batch, noise)
        points.setflags(write=False)
        values = np.asarray(self._values(points, **self._extras(batch, noise)), dtype=float)
        wanted = (len(points),)
        if values.shape != wanted:
            raise ValueError(f"values gives an array of shape {values.shape}, not {wanted}: a number for each point")
        return values

    def value_and_gradient(self, w: Any, batch: Any, noise: Any) -> tuple[float, Any]:
        """See Loss."""
        value, gradient = self._derivatives.value_and_gradient(w, **self._extras(batch, noise))
        return value, gradient

    def hessian_vector(self, w: Any, v: Any, batch: Any, noise: Any) -> Any:
        """See Loss."""
        return self._derivatives.hessian_vector(w, v, **self._extras(batch, noise))

    def metrics(self, w: Any) -> Mapping[str, float]:
        """See Loss."""
        measured = {} if self._metrics is None else self._metrics(w)
        return {name: _number(measured[name]) for name in self._metric_names}
