"""Results in a folder, as pandas data frames, tables and a summary."""

from __future__ import annotations

import base64
import json
import os
import tempfile
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ._program import SlalomError, run

if TYPE_CHECKING:
    import pandas as pd

MAX_CHARTS = 8


def _without_apostrophes(table: pd.DataFrame) -> pd.DataFrame:
    """Take off what the export puts before texts that spreadsheets would take for formulas."""
    for name in table.columns:
        if table[name].map(lambda value: isinstance(value, str)).any():
            table[name] = table[name].replace(r"^'(?=[=+@-])", "", regex=True)
    return table


def _signed_rank_p(differences: Any) -> float:
    """The two-sided p of Wilcoxon's signed-rank test, exact; pairs without a difference are left out."""
    differences = np.asarray([d for d in differences if d != 0], dtype=float)
    count = len(differences)
    if count == 0:
        return 1.0
    order = np.sort(np.abs(differences))
    low = np.searchsorted(order, np.abs(differences), "left")
    high = np.searchsorted(order, np.abs(differences), "right")
    doubled = (low + high + 1).astype(int)  # twice the mean rank
    ways = np.zeros(int(doubled.sum()) + 1)
    ways[0] = 1.0
    for rank in doubled:
        ways[rank:] = ways[rank:] + ways[: len(ways) - rank]
    statistic = int(doubled[differences > 0].sum())
    ways /= ways.sum()
    return float(min(1.0, 2 * min(ways[: statistic + 1].sum(), ways[statistic:].sum())))


def _holm(p: list[float]) -> list[float]:
    """Adjusted for several tests; Holm (1979)."""
    adjusted = [0.0] * len(p)
    largest = 0.0
    for rank, index in enumerate(np.argsort(p)):
        largest = max(largest, min(1.0, (len(p) - rank) * p[index]))
        adjusted[index] = largest
    return adjusted


class Results:
    """What a results folder holds.

    Attributes
    ----------
    folder : Path
        Where the results are; `report.md` and `report.html` are there, too.
    runs : pandas.DataFrame
        One row for each run that is reported: problem, optimizer, seed, status, final loss, gap, ...
    traces : pandas.DataFrame
        The recorded points of these runs, with the columns of `runs` that say which run it is.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        self.folder = Path(folder)
        if not (self.folder / "results.sqlite").exists():
            raise SlalomError(f"{self.folder} is not a folder of results: it has no results.sqlite")

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        import pandas as pd

        with tempfile.TemporaryDirectory() as temporary:
            out = Path(temporary) / "tables"
            run(["export", str(self.folder), "--format", "csv", "--out", str(out)])
            # The default of older versions rounds the last digit.
            exactly: dict[str, Any] = {"float_precision": "round_trip"} if int(pd.__version__.split(".")[0]) < 3 else {}
            tables = {}
            for file in out.glob("*.csv"):
                try:
                    tables[file.stem] = _without_apostrophes(pd.read_csv(file, **exactly))
                except pd.errors.EmptyDataError:
                    tables[file.stem] = pd.DataFrame()
            return tables

    @property
    def all_runs(self) -> pd.DataFrame:
        """The trials of tuning, too."""
        return self._tables["runs"]

    @property
    def runs(self) -> pd.DataFrame:
        """The runs that are reported."""
        runs = self._tables["runs"]
        return runs[runs["phase"] == "report"].reset_index(drop=True)

    @property
    def traces(self) -> pd.DataFrame:
        """The recorded points of the runs that are reported."""
        names = ["run", "experiment", "problem_label", "optimizer_label", "seed"]
        return self.runs[names].merge(self._tables["trace"], on="run")

    @cached_property
    def report(self) -> dict[str, Any]:
        """The members of report.json, or an empty dictionary if there is no report."""
        file = self.folder / "report.json"
        found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        return found

    def conclusions(self) -> list[str]:
        """What the report says about each experiment, in sentences."""
        return [str(text) for one in self.report.get("experiments", []) for text in one.get("conclusions", [])]

    def _scored(self) -> pd.DataFrame:
        """With a column `score`, lower is better: the gap to the known minimum, else the final loss."""
        runs = self.runs.copy()
        known = runs.groupby(["experiment", "problem_label"])["gap"].transform(lambda gap: gap.notna().any())
        runs["score"] = np.where(known, runs["gap"], runs["final_loss"])
        runs.loc[runs["status"].isin(["diverged", "failed"]), "score"] = np.inf
        runs.loc[runs["score"].isna() & runs["status"].isin(["finished", "target"]), "score"] = np.inf
        return runs

    def summary(self) -> pd.DataFrame:
        """For each problem and optimizer the final score: median, quartiles and rank; lower is better.

        The score is the gap to the known minimum, or the final loss where the minimum is not known. Runs that diverged
        or failed count as infinite, as in the report; runs that were skipped are left out.
        """
        import pandas as pd

        from ._whole_table import WholeTable

        def nearest(values: Any, q: float) -> float:  # not between a finite number and infinity
            values = values.dropna().to_numpy()
            return float(np.quantile(values, q, method="inverted_cdf")) if len(values) else np.nan

        keys = ["experiment", "problem_label", "optimizer_label"]
        groups = self._scored().groupby(keys, sort=False)
        table = pd.DataFrame(
            {
                "median": groups["score"].agg(lambda s: s.dropna().median() if s.notna().any() else np.nan),
                "lower": groups["score"].agg(lambda s: nearest(s, 0.25)),
                "upper": groups["score"].agg(lambda s: nearest(s, 0.75)),
                "learning_rate": groups["learning_rate"].first(),
                "runs": groups.size(),
                "diverged": groups["status"].agg(lambda s: int((s == "diverged").sum())),
                "failed": groups["status"].agg(lambda s: int((s == "failed").sum())),
            }
        )
        table.insert(0, "rank", table.groupby(keys[:2])["median"].rank(method="min"))
        table.index.names = ["experiment", "problem", "optimizer"]
        if table.index.get_level_values(0).nunique() == 1:
            table = table.droplevel(0)
        table = table.sort_values("rank").sort_index(level=list(range(table.index.nlevels - 1)), sort_remaining=False)
        return WholeTable(table)

    def table(self, format: str = "markdown", digits: int = 3) -> str:
        """The medians as a table, a row for each optimizer and a column for each problem.

        Parameters
        ----------
        format : {"markdown", "latex", "html", "csv"}
        digits : int
            Significant digits.
        """
        medians = self.summary()["median"].unstack(-2)
        mean_ranks = self.summary()["rank"].groupby(level="optimizer").mean()
        medians = medians.loc[mean_ranks.sort_values().index.intersection(medians.index, sort=False)]

        def text_of(x: float) -> str:
            return "–" if np.isnan(x) else "diverged or failed" if np.isinf(x) else f"{x:.{digits}g}"

        shown = medians.apply(lambda column: column.map(text_of))
        best = medians.min()
        names = list(shown.columns)
        if format == "csv":
            return str(medians.to_csv())
        if format == "html":
            return str(shown.to_html())
        if format == "markdown":
            head = ["| optimizer | " + " | ".join(map(str, names)) + " |", "|:--" + "|--:" * len(names) + "|"]
            return "\n".join(head + [f"| {label} | {' | '.join(row)} |" for label, *row in shown.itertuples()]) + "\n"
        if format == "latex":
            lines = [r"\begin{tabular}{l" + "r" * len(names) + "}", r"\hline"]
            lines += [" & ".join(["optimizer", *map(_latex, names)]) + r" \\", r"\hline"]
            for label in shown.index:
                cells = [
                    rf"\textbf{{{_latex(text)}}}" if medians.loc[label, name] == best[name] else _latex(text)
                    for name, text in shown.loc[label].items()
                ]
                lines.append(" & ".join([_latex(label), *cells]) + r" \\")
            return "\n".join([*lines, r"\hline", r"\end{tabular}"]) + "\n"
        raise ValueError(f"format must be markdown, latex, html or csv, not {format!r}")

    def significant(self, a: str, b: str, alpha: float = 0.05, equivalence: float = 0.01) -> pd.DataFrame:
        """Is the difference of two optimizers significant, problem by problem?

        Wilcoxon's signed-rank test, exact, of the final scores on the same seeds; Holm's adjustment over the problems.
        Runs that diverged or failed have the worst score.

        Parameters
        ----------
        a, b : str
            Labels of optimizers, as in `runs`.
        alpha : float
            The level of the test.
        equivalence : float
            Relative differences up to this do not matter: such seeds are tied. So are scores below 1e-12 of the loss at
            the start.

        Returns
        -------
        pandas.DataFrame
            One row for each problem: the better one, the number of pairs, p (adjusted), and whether it is significant.
        """
        import pandas as pd

        scored = self._scored()
        for label in (a, b):
            if label not in set(scored["optimizer_label"]):
                known = ", ".join(sorted(set(scored["optimizer_label"])))
                raise KeyError(f"no optimizer is labelled {label!r}; there are: {known}")
        rows: dict[Any, tuple[str, int]] = {}
        p = []
        for problem, runs in scored.groupby("problem_label", sort=False):
            scores = runs.pivot_table(index="seed", columns="optimizer_label", values="score", dropna=False)
            if a not in scores or b not in scores:
                continue
            both = scores[[a, b]].dropna()
            x, y = both[a].to_numpy(), both[b].to_numpy()
            sizes = np.minimum(np.abs(x), np.abs(y))
            floor = 1e-12 * runs["initial_loss"].abs().median()
            with np.errstate(invalid="ignore"):
                near = (np.abs(x - y) <= equivalence * sizes) | (np.maximum(np.abs(x), np.abs(y)) < floor)
                differences = np.where((x == y) | near, 0.0, x - y)
            mean_sign = float(np.sign(differences).sum())
            p.append(_signed_rank_p(differences))
            rows[problem] = (a if mean_sign < 0 else b if mean_sign > 0 else "neither", len(both))
        adjusted = _holm(p)
        table = pd.DataFrame(
            [(*row, q, q < alpha) for row, q in zip(rows.values(), adjusted, strict=True)],
            index=pd.Index(list(rows), name="problem"),
            columns=["better", "pairs", "p", "significant"],
        )
        return table

    def to_parquet(self, folder: str | PathLike[str]) -> None:
        """Write the tables as Parquet files, for Arrow; needs pyarrow."""
        import pyarrow  # noqa: F401  pandas would name several packages, and this one by its own name

        out = Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        for name, table in self._tables.items():
            beside = out / f".{name}.parquet.{os.getpid()}"
            beside.unlink(missing_ok=True)
            table.to_parquet(beside, index=False)
            beside.replace(out / f"{name}.parquet")  # whole or not at all, and not through a link

    def charts(self) -> list[Path]:
        """The charts of the report, SVG files."""
        return sorted((self.folder / "charts").glob("*.svg"))

    def __repr__(self) -> str:
        runs = self.runs
        counts = ", ".join(f"{count} {status}" for status, count in runs["status"].value_counts().items())
        return f"<slalom.Results {self.folder}: {len(runs)} runs: {counts}>"

    def _repr_html_(self) -> str:
        """In a notebook: what the report concludes, the table, and the charts."""
        import html

        parts = [f"<p>{html.escape(text)}</p>" for text in self.conclusions()]
        parts.append(self.table("html"))
        charts = self.charts()
        for chart in charts[:MAX_CHARTS]:
            data = base64.b64encode(chart.read_bytes()).decode()
            parts.append(f'<img src="data:image/svg+xml;base64,{data}" alt="{html.escape(chart.stem)}" width="480">')
        if len(charts) > MAX_CHARTS:
            more = len(charts) - MAX_CHARTS
            parts.append(f"<p>{more} more charts are in {html.escape(str(self.folder))}/charts.</p>")
        page = self.folder / "report.html"
        if page.exists():
            parts.append(f"<p>The report: {html.escape(str(page))}</p>")
        return "\n".join(parts)


def _latex(text: Any) -> str:
    escaped = str(text)
    for character in "&%$#_{}":
        escaped = escaped.replace(character, "\\" + character)
    return escaped.replace("–", "--")


def read(folder: str | PathLike[str]) -> Results:
    """Open a results folder, such as "results/lecture"."""
    return Results(folder)


__all__ = ["Results", "read"]
