"""Random numbers from the host: the same seed gives the same numbers, whatever else happens."""

from __future__ import annotations

import random as _python_random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np


class HostStream:
    """The random numbers of the run that is being computed; `slalom.random` is the only one.

    Outside of a run there are none, and every method raises RuntimeError.
    """

    def __init__(self) -> None:
        self._stream: Any = None

    def _fill(self, method: str, size: int | tuple[int, ...] | None) -> Any:
        if self._stream is None:
            raise RuntimeError("slalom.random has numbers only while an optimizer or a problem is run by slalom")
        count = 1 if size is None else int(np.prod(size))
        numbers = getattr(self._stream, method)(count)
        return numbers[0] if size is None else numbers.reshape(size)

    def bits(self, size: int | tuple[int, ...] | None = None) -> Any:
        """64 random bits each."""
        return self._fill("bits", size)

    def uniform(self, low: float = 0.0, high: float = 1.0, size: int | tuple[int, ...] | None = None) -> Any:
        """Uniform in the open interval (low, high)."""
        return low + (high - low) * self._fill("uniform", size)

    def normal(self, loc: float = 0.0, scale: float = 1.0, size: int | tuple[int, ...] | None = None) -> Any:
        """Normally distributed with mean `loc` and standard deviation `scale`."""
        return loc + scale * self._fill("normal", size)

    def generator(self) -> np.random.Generator:
        """A NumPy generator that is seeded from this stream."""
        return np.random.Generator(np.random.Philox(key=self._fill("bits", 2)))


random = HostStream()


def _seed(stream: Any) -> None:
    seed = int(stream.bits(1)[0] >> np.uint64(32))
    np.random.seed(seed)
    _python_random.seed(seed)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(seed)


def _states() -> tuple[Any, ...]:
    torch = sys.modules.get("torch")
    return np.random.get_state(), _python_random.getstate(), None if torch is None else torch.get_rng_state()


def _set_states(states: tuple[Any, ...]) -> None:
    numpy_state, python_state, torch_state = states
    np.random.set_state(numpy_state)
    _python_random.setstate(python_state)
    if torch_state is not None:
        sys.modules["torch"].set_rng_state(torch_state)


class GlobalState:
    """What NumPy, Python and torch draw from where no generator is named, kept for each run.

    Seeded from the run's stream, so that two runs in one process do not disturb each other.
    """

    def __init__(self, stream: Any) -> None:
        _seed(stream)
        self._saved: tuple[Any, ...] | None = None

    def save(self) -> None:
        """When another run takes over."""
        self._saved = _states()

    def restore(self) -> None:
        """When this run goes on."""
        if self._saved is None:
            return
        _set_states(self._saved)
        self._saved = None


@contextmanager
def seeded(stream: Any) -> Iterator[None]:
    """While it lasts, `slalom.random` and the global generators draw from this stream; then they go on as before."""
    outside, states = random._stream, _states()
    random._stream = stream
    _seed(stream)
    try:
        yield
    finally:
        random._stream = outside
        _set_states(states)
