import math

import numpy as np
import pandas
import pytest
import slalom
from rules import HeavyBall
from slalom._program import run

FACTOR = 1.0


def test_a_whole_comparison(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    r = slalom.compare(
        [HeavyBall, "adam", slalom.optimizer("momentum", momentum=[0.5, 0.9])],
        problems=["rosenbrock", slalom.problem("quadratic", condition=10)],
        seeds=6,
        tune=3,
        budget=60,
        progress=False,
    )
    assert len(r.runs) == 2 * 4 * 6
    assert set(r.runs["optimizer_label"]) == {
        "heavy_ball",
        "adam",
        "momentum (momentum=0.5)",
        "momentum (momentum=0.9)",
    }
    assert len(r.all_runs) > len(r.runs)
    assert {"run", "step", "loss", "optimizer_label", "seed"} <= set(r.traces.columns)

    summary = r.summary()
    own, native = summary.loc[("quadratic", "heavy_ball")], summary.loc[("quadratic", "momentum (momentum=0.9)")]
    assert own["median"] == pytest.approx(native["median"], rel=1e-9)
    by_hand = r.runs.query("problem_label == 'quadratic' and optimizer_label == 'adam'")["gap"]
    assert summary.loc[("quadratic", "adam"), "median"] == pytest.approx(by_hand.median())
    assert sorted(summary.loc["quadratic"]["rank"])[0] == 1

    assert "..." not in str(summary)
    assert all(column in str(summary) for column in summary.columns)

    assert r.conclusions()
    assert "heavy_ball" in r._repr_html_()
    assert r"heavy\_ball" in r.table("latex")
    assert r.table().startswith("| optimizer |")
    assert "quadratic" in r.table("csv")
    assert repr(r).startswith("<slalom.Results")
    differs = r.significant("heavy_ball", "adam")
    assert list(differs.index) == ["rosenbrock", "quadratic"]
    with pytest.raises(KeyError, match="there are: adam"):
        r.significant("adam", "adm")

    again = slalom.read(tmp_path / "results" / "comparison")
    assert again.runs.equals(r.runs)


def results_of(losses):
    """Made up: by optimizer a final loss for each seed; "failed" for a run that did."""
    from slalom._results import Results

    rows = [
        {
            "phase": "report",
            "experiment": "e",
            "problem_label": "p",
            "optimizer_label": optimizer,
            "seed": seed,
            "status": "failed" if loss == "failed" else "finished",
            "learning_rate": 0.1,
            "initial_loss": 9.0,
            "final_loss": math.inf if loss == "failed" else loss,
            "gap": math.nan,
        }
        for optimizer, column in losses.items()
        for seed, loss in enumerate(column)
    ]
    results = object.__new__(Results)
    results._tables = {"runs": pandas.DataFrame(rows)}
    return results


def test_failed_runs_are_the_worst():
    r = results_of({"sound": [1.0] * 8, "fragile": [0.5] * 3 + ["failed"] * 5})
    assert list(r.summary().index.get_level_values("optimizer")) == ["sound", "fragile"]
    assert r.summary().loc[("p", "fragile"), "median"] == math.inf


def test_differences_that_do_not_matter_are_not_significant():
    small = results_of({"a": [1.0 + 0.1 * i for i in range(10)], "b": [1.001 + 0.1 * i for i in range(10)]})
    assert not small.significant("a", "b")["significant"].any()
    assert small.significant("a", "b", equivalence=0)["significant"].all()
    nothing = results_of({"a": [1e-14 * (i + 1) for i in range(10)], "b": [1e-16 * (i + 1) for i in range(10)]})
    assert not nothing.significant("a", "b")["significant"].any()


def test_docstrings_are_sources_of_a_paper(tmp_path, capsys):
    slalom.compare([HeavyBall, "adam"], ["sphere"], seeds=2, budget=5, out=tmp_path / "r", progress=False)
    run(["export", str(tmp_path / "r"), "--format", "latex", "--out", str(tmp_path / "paper")])
    assert capsys.readouterr().err == ""
    sources = "".join(file.read_text() for file in (tmp_path / "paper").glob("*.bib"))
    assert "author = {{Polyak}},\n  year = {1964}" in sources


def test_what_is_stored_is_not_run_again(tmp_path):
    def compare():
        return slalom.compare(["sgd"], ["sphere"], seeds=2, budget=5, out=tmp_path / "r", progress=False)

    first = compare().runs["cpu_seconds"]
    assert compare().runs["cpu_seconds"].equals(first)


def test_classes_of_a_notebook_are_kept_with_the_results(tmp_path):
    source = """
import numpy as np
import pandas
from math import sqrt
from typing import Annotated
import slalom
HALF = 0.5
def scaled(x): return HALF * helper(x)
def helper(x): return sqrt(4.0) * x
class Base:
    def step(self, f, w, eta): w -= scaled(eta * f.gradient(w))
class Mine(Base):
    '''Mine.'''
    def __init__(self, n, factor: Annotated[float, slalom.Range(0, 1)] = 1.0): self.zero = np.zeros(n)
    def step(self, f, w, eta):
        Base.step(self, f, w, eta)
r = slalom.compare([Mine, "sgd"], ["sphere"], seeds=1, budget=5, out="r", progress=False)
"""
    run_as_notebook(source, tmp_path)
    runs = slalom.read(tmp_path / "r").runs.set_index("optimizer_label")
    assert runs.loc["mine", "status"] == "finished"
    text = (tmp_path / "r" / "sources" / "mine.py").read_text()
    assert text.index("def helper") < text.index("def scaled") < text.index("class Base") < text.index("class Mine")


def run_as_notebook(source, folder):
    """Cells have no file: tracebacks find their source by linecache, as in IPython."""
    import subprocess
    import sys

    program = (
        "import linecache, sys\nsource = sys.argv[1]\n"
        "linecache.cache['<cell 1>'] = (len(source), None, source.splitlines(True), '<cell 1>')\n"
        "exec(compile(source, '<cell 1>', 'exec'), globals())\n"
    )
    import os
    from pathlib import Path

    path = os.pathsep.join([str(Path(slalom.__file__).parents[1])])
    done = subprocess.run(
        [sys.executable, "-c", program, source],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_mistakes_are_the_programs_own(tmp_path):
    with pytest.raises(slalom.SlalomError, match="unknown optimizer 'adm'; did you mean 'adam'"):
        slalom.compare(["adm"], ["sphere"], out=tmp_path / "r", progress=False)
    with pytest.raises(slalom.SlalomError, match="not a folder of results"):
        slalom.read(tmp_path)


def test_significance_agrees_with_enumeration():
    from itertools import product

    from slalom._results import _holm, _signed_rank_p

    random = np.random.default_rng(1)
    for n in (1, 4, 7, 9):
        differences = np.round(random.normal(0.5, 1, n), 1)
        differences = differences[differences != 0]
        ranks = np.array(
            [
                (np.abs(differences) < abs(d)).sum() + ((np.abs(differences) == abs(d)).sum() + 1) / 2
                for d in differences
            ]
        )
        seen = ranks[differences > 0].sum()
        sums = np.array([ranks[np.array(signs)].sum() for signs in product([True, False], repeat=len(ranks))])
        expected = min(1, 2 * min((sums <= seen).mean(), (sums >= seen).mean()))
        assert _signed_rank_p(differences) == pytest.approx(expected)
    assert _signed_rank_p([0, 0]) == 1
    assert _holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_parquet(tmp_path):
    pytest.importorskip("pyarrow")
    import pandas as pd

    r = slalom.compare(["sgd"], ["sphere"], seeds=2, budget=5, out=tmp_path / "r", progress=False)
    (tmp_path / "p").mkdir()
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "p" / "runs.parquet").symlink_to(tmp_path / "precious")
    r.to_parquet(tmp_path / "p")
    assert (tmp_path / "precious").read_text() == "precious"
    assert sorted(file.name for file in (tmp_path / "p").iterdir())[0] == "runs.parquet"
    assert len(pd.read_parquet(tmp_path / "p" / "runs.parquet")) == 2


def test_names_that_look_like_formulas_are_read_as_they_are():
    pd = pytest.importorskip("pandas")
    from slalom._results import _without_apostrophes

    table = _without_apostrophes(pd.DataFrame({"label": ["'=1+1", "'-a", "'x", "b"], "loss": [-1.0, 2.0, 3.0, 4.0]}))
    assert list(table["label"]) == ["=1+1", "-a", "'x", "b"]
    assert list(table["loss"]) == [-1.0, 2.0, 3.0, 4.0]
