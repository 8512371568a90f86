"""What a problem can be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from ._space import ROLES


@dataclass
class Facts:
    """What is known of an open problem."""

    dimension: int
    tensors: Sequence[tuple[str, tuple[int, ...], str]] = ()
    examples: int = 1
    minimum: float | None = None
    minimizers: Sequence[Sequence[float]] = ()
    lower: Sequence[float] | None = None
    upper: Sequence[float] | None = None
    hard_bounds: bool = False
    window: Sequence[float] | None = None
    metrics: Sequence[str] = ()
    minimum_unknown: str = ""
    has_hessian_vector: bool = False

    def in_order(self) -> tuple[Any, ...]:
        """In the order in which the bridge reads it."""
        return (
            self.dimension,
            [(name, tuple(shape), ROLES.index(role)) for name, shape, role in self.tensors],
            self.examples,
            self.minimum,
            [list(point) for point in self.minimizers],
            None if self.lower is None else list(self.lower),
            None if self.upper is None else list(self.upper),
            self.hard_bounds,
            None if self.window is None else list(self.window),
            list(self.metrics),
            self.minimum_unknown,
            self.has_hessian_vector,
        )


class Loss(Protocol):
    """What a problem can be asked. `batch`: indices of examples, or None for all; `noise`: None for exact values."""

    def facts(self) -> Facts:
        """What is known of it."""
        ...

    def start(self) -> Any:
        """A start point, from the random numbers that are active."""
        ...

    def value(self, w: Any, batch: Any, noise: Any) -> float:
        """The mean loss over the batch."""
        ...

    def values(self, points: Any, batch: Any, noise: Any) -> Any:
        """The value at each row of `points`, as a float64 array."""
        ...

    def value_and_gradient(self, w: Any, batch: Any, noise: Any) -> tuple[float, Any]:
        """Likewise, with its gradient."""
        ...

    def hessian_vector(self, w: Any, v: Any, batch: Any, noise: Any) -> Any:
        """The Hessian times v."""
        ...

    def metrics(self, w: Any) -> Mapping[str, float]:
        """By their names."""
        ...


def values_one_by_one(loss: Loss, points: Any, batch: Any, noise: Any) -> Any:
    """At each point, as it is asked for alone: each has memory of its own, as the last bits of a sum may depend on it."""
    return np.array([loss.value(point.copy(), batch, noise) for point in points])
