"""A whole comparison: suite, runs, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from . import _program
from ._results import Results
from ._suite import SuiteWriter


def compare(
    optimizers: Sequence[Any],
    problems: Sequence[Any],
    *,
    seeds: int | Sequence[int] = 10,
    budget: int | Mapping[str, Any] = 1000,
    tune: int | Mapping[str, Any] | None = None,
    name: str = "comparison",
    out: str | PathLike[str] | None = None,
    jobs: int | None = None,
    progress: bool = True,
    options: Sequence[str] = (),
    **keys: Any,
) -> Results:
    """Run optimizers on problems and report; what is stored already is not run again.

    Parameters
    ----------
    optimizers : list
        Names, paths of files in Python, classes, or what `slalom.optimizer` returns.
    problems : list
        Names, paths, or what `slalom.problem` returns.
    seeds : int or list of int
        Every optimizer is run with each of them, from the same start points and on the same batches.
    budget : int or dict
        A number of steps, or as in a suite: `{"evaluations": 2000}`, `{"epochs": 5}`.
    tune : int or dict, optional
        How many settings are tried for each optimizer on each problem, the same number for all; or as in a suite.
    name : str
        The name of the suite.
    out : path, optional
        The results folder; default `results/NAME`.
    jobs : int, optional
        How many runs at a time; default one per processor.
    progress : bool
        Show a progress bar.
    options : list of str
        Further options of `slalom run`, such as `["--plugin-path", "build/plugins"]`.
    **keys
        Further keys of a suite: `batch`, `precision`, `record`, `stop`, `targets`, ...

    Returns
    -------
    Results
        In a notebook it shows the summary, tables and charts.

    Raises
    ------
    SlalomError
        If something in it is wrong: the message names every mistake.

    Examples
    --------
    >>> r = slalom.compare([MyRule, "adam"], ["rosenbrock", "quadratic"], seeds=10, tune=8)
    """
    folder = Path(out) if out is not None else Path("results") / name
    suite_keys = {
        "seeds": list(seeds) if isinstance(seeds, Sequence) else seeds,
        "budget": {"steps": budget} if isinstance(budget, int) else budget,
        "tune": {"trials": tune} if isinstance(tune, int) else tune,
        **keys,
    }
    suite = SuiteWriter(folder).write(name, optimizers, problems, suite_keys)
    words = ["run", str(suite), "--out", str(folder), *options]
    if jobs is not None:
        words += ["--jobs", str(jobs)]
    _program.run(words, progress)
    return Results(folder)
