"""The space of parameter vectors, as optimizers and problems see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tensor:
    """A named part of w, such as the weights of a layer; row-major.

    `role` is "matrix", "embedding", "head", "bias", "norm", "convolution" or "unknown".
    """

    name: str
    offset: int
    shape: tuple[int, ...]
    role: str

    @property
    def size(self) -> int:
        """How many numbers it has."""
        size = 1
        for length in self.shape:
            size *= length
        return size

    def of(self, vector: Any) -> Any:
        """The tensor's part of w, or of any other vector of its length: a view in the tensor's shape."""
        return vector[self.offset : self.offset + self.size].reshape(self.shape)


@dataclass(frozen=True)
class Space:
    """The space of parameter vectors.

    `lower` and `upper` are the domain, arrays of length `dimension`, or None where there is none. With `hard_bounds`
    w must stay within; else it is where runs start and good points are expected.
    """

    dimension: int
    dtype: Any
    tensors: tuple[Tensor, ...] = ()
    lower: Any = None
    upper: Any = None
    hard_bounds: bool = False


ROLES = ("unknown", "matrix", "embedding", "head", "bias", "norm", "convolution")


def make_space(dimension: int, dtype: Any, tensors: list[Any], lower: Any, upper: Any, hard: bool) -> Space:
    """From the plain values that the bridge has."""
    named = tuple(Tensor(name, offset, tuple(shape), ROLES[role]) for name, offset, shape, role in tensors)
    return Space(dimension, dtype, named, lower, upper, hard)
