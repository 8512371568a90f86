"""CMA-ES of pycma: `{optimizer: cma, sigma0: 0.3}`. Hansen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import numpy as np

from .._door import Optimizer
from .._random import random
from .._settings import Range, read_parameter
from .._signals import done, skip
from ._common import package

PACKAGES: list[str] = []


def declare(chosen: dict[str, str], folder: Path) -> tuple[Optimizer, list[Path]]:
    """The optimizer, and files besides this one that determine it."""
    cma = package("cma")
    settings = [
        read_parameter(
            "sigma0",
            Annotated[float, Range(1e-12, 1e12, log=True, tune=(1e-3, 10)), "standard deviation of the first points"],
            0.3,
        ),
        read_parameter("popsize", Annotated[int, Range(0, 100_000), "points per generation; 0: 4 + 3 log(n)"], 0),
        read_parameter("active", Annotated[bool, "bad points count, too"], True),
    ]

    def make(space: Any, given: dict[str, Any]) -> CmaRun:
        return CmaRun(cma, space, given)

    return Optimizer("cma_es_pycma", "CMA-ES of pycma", "Hansen", settings, None, make, has_moved=True), []


class CmaRun:
    """One generation per step."""

    def __init__(self, cma: Any, space: Any, given: dict[str, Any]) -> None:
        if space.dimension < 2:
            skip("pycma needs at least two dimensions")
        self.cma, self.given = cma, given
        self.bounds = [list(space.lower), list(space.upper)] if space.hard_bounds else [None, None]
        self.strategy: Any = None

    def moved(self, before: Any, now: Any) -> None:
        """The strategy cannot be told of another w: it begins again there, with the step size that it had."""
        if self.strategy is not None:
            self.given["sigma0"], self.strategy = self.strategy.sigma, None

    def step(self, f: Any, w: Any) -> None:
        """One generation: w is the best point found, or, on mini-batches, the mean."""
        if self.strategy is None:
            options = {
                "seed": 1 + int(random.bits() % np.uint64(2**31 - 2)),
                "verbose": -9,
                "CMA_active": self.given["active"],
                "bounds": self.bounds,
                "verb_log": 0,
            }
            if self.given["popsize"] > 0:
                options["popsize"] = max(2, self.given["popsize"])
            self.strategy = self.cma.CMAEvolutionStrategy(np.array(w, dtype=float), self.given["sigma0"], options)
        points = self.strategy.ask()
        self.strategy.tell(points, list(f.values(points)))
        result = self.strategy.result
        w[:] = result.xbest if f.examples == 1 else result.xfavorite
        if self.strategy.stop():
            done("pycma stops by " + ", ".join(map(str, self.strategy.stop())))
