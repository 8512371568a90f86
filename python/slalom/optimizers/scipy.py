"""SciPy's minimize: `{optimizer: scipy, method: L-BFGS-B}`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from .._door import Optimizer, Unusable
from .._settings import Setting
from .._signals import done
from ._common import as_given, chosen_name, fixed, nearest, package, settings_of, suite_name
from ._turned import TurnedLoop

PACKAGES: list[str] = []
WITH_GRADIENT = {
    "CG": "_minimize_cg",
    "BFGS": "_minimize_bfgs",
    "L-BFGS-B": "_minimize_lbfgsb",
    "TNC": "_minimize_tnc",
    "SLSQP": "_minimize_slsqp",
}
WITH_PRODUCTS = {"Newton-CG": "_minimize_newtoncg", "trust-ncg": "", "trust-krylov": ""}
WITHOUT = {"Nelder-Mead": "_minimize_neldermead", "Powell": "_minimize_powell", "COBYLA": "_minimize_cobyla"}
METHODS = {**WITH_GRADIENT, **WITH_PRODUCTS, **WITHOUT}
BOUNDED = {"L-BFGS-B", "TNC", "SLSQP", "Nelder-Mead", "Powell"}


def _options_of(scipy_optimize: Any, method: str) -> list[Setting]:
    """What the method takes: as its own function declares."""
    import importlib

    for module in ("_optimize", "_lbfgsb_py", "_tnc", "_slsqp_py", "_cobyla_py"):
        try:
            found = getattr(importlib.import_module(f"scipy.optimize.{module}"), METHODS[method] or "-", None)
        except ImportError:
            continue
        if found is not None:
            return settings_of(found, ("args", "disp", "jac", "bounds", "full_output", "eps", "workers", "constraints"))
    return []


def declare(chosen: dict[str, str], folder: Path) -> tuple[Optimizer, list[Path]]:
    """The optimizer, and files besides this one that determine it."""
    scipy_optimize = package("scipy.optimize", "scipy")
    method = chosen_name(chosen, "method", "scipy", "L-BFGS-B")
    if method not in METHODS:
        raise Unusable(f"scipy has no method '{method}' here{nearest(method, list(METHODS))}")

    def make(space: Any, given: dict[str, Any]) -> ScipyRun:
        options = {name: as_given(value) for name, value in given.items() if name != "method"}
        return ScipyRun(scipy_optimize, method, space, options)

    settings = [fixed("method", method), *_options_of(scipy_optimize, method)]
    return Optimizer(suite_name("scipy", method), f"{method} of SciPy", "", settings, None, make, has_moved=True), []


def _answer(f: Any, what: str, x: Any, *more: Any) -> Any:
    if what == "value":
        return f.value(x)
    if what == "product":
        return np.asarray(f.hessian_vector(x, *more), dtype=float)
    gradient = np.asarray(f.gradient(x), dtype=float)
    return f.last_value, gradient


class ScipyRun:
    """One iteration per step."""

    def __init__(self, scipy_optimize: Any, method: str, space: Any, options: dict[str, Any]) -> None:
        self.scipy_optimize, self.method, self.options = scipy_optimize, method, options
        self.bounds = None
        if method in BOUNDED and space.hard_bounds:
            self.bounds = list(zip(space.lower, space.upper, strict=True))
        self.loop: TurnedLoop | None = None

    def _minimize(self, start: Any, ask: Any, iterate: Any) -> Any:
        arguments: dict[str, Any] = {"method": self.method, "options": self.options, "bounds": self.bounds}
        if self.method in WITHOUT:
            fun = lambda x: ask("value", x)  # noqa: E731
        else:
            fun = lambda x: ask("gradient", x)  # noqa: E731
            arguments["jac"] = True
        if self.method in WITH_PRODUCTS:
            arguments["hessp"] = lambda x, v: ask("product", x, v)

        def callback(*of_iteration: Any) -> None:
            iterate(np.array(of_iteration[0], dtype=float))

        return self.scipy_optimize.minimize(fun, start, callback=callback, **arguments)

    def step(self, f: Any, w: Any) -> None:
        """Until SciPy's next iteration."""
        if self.loop is None:
            start = np.array(w, dtype=float)
            self.loop = TurnedLoop(lambda ask, iterate: self._minimize(start, ask, iterate), _answer)
        kind, value = self.loop.step(f)
        w[:] = value if kind == "iterate" else value.x
        if kind == "result":
            message = value.message if isinstance(value.message, str) else value.message.decode()
            done(" ".join(message.split()))

    def moved(self, before: Any, now: Any) -> None:
        """SciPy cannot be told of another w: it begins again there."""
        self.close()
        self.loop = None

    def close(self) -> None:
        """Ends the thread."""
        if self.loop is not None:
            self.loop.close()
