"""Problems in Python: their derivatives, and torch networks against the native one."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import slalom
from slalom._program import environment, find_program
from test_libraries import has

HERE = Path(__file__).parent
needs_torch = pytest.mark.skipif(not has("torch"), reason="torch is missing: pip install torch")
needs_jax = pytest.mark.skipif(not has("jax"), reason="jax is missing: pip install jax")


@pytest.fixture
def networks(tmp_path):
    """A folder with the networks and their data: a sandbox shows no more of the disk."""
    shutil.copy(HERE / "networks.py", tmp_path)
    shutil.copy(HERE.parents[1] / "problems" / "data" / "sets" / "digits.csv", tmp_path)
    return tmp_path / "networks.py"


def run(problems, optimizers, out, **keys):
    return slalom.compare(optimizers, problems, out=out, progress=False, **{"seeds": 2, "budget": 60, **keys})


def check(file):
    command = [str(find_program()), "check", str(file)]
    return subprocess.run(command, capture_output=True, text=True, env=environment()).stdout


@pytest.mark.parametrize("name", [pytest.param("ByTorch", marks=needs_torch), pytest.param("ByJax", marks=needs_jax)])
def test_derivatives_by_libraries_are_those_by_hand(tmp_path, name):
    functions = [f"{HERE}/functions.py:{one}" for one in ("ByHand", name)]
    r = run(functions, [slalom.optimizer("adam", learning_rate=0.01)], tmp_path / "r")
    by_hand, by_library = (group["final_loss"].to_numpy() for _, group in r.runs.groupby("problem_label"))
    assert by_library == pytest.approx(by_hand, rel=1e-12)
    r = run(functions[1:], ["newton_cg"], tmp_path / "products")
    assert (r.runs["gap"] < 1e-3).all()


def test_a_class_is_a_problem_of_a_comparison(tmp_path):
    from functions import ByHand

    r = run([ByHand, slalom.problem("rotate", inner=slalom.problem(ByHand))], ["sgd"], tmp_path / "r")
    assert set(r.runs["problem_label"]) == {"by_hand", "rotate of by_hand"}


def test_values_at_many_points_are_those_at_each(tmp_path):
    functions = [f"{HERE}/functions.py:{one}" for one in ("ByHand", "AtOnce")]
    r = run(functions, ["particle_swarm", "cma_es"], tmp_path / "r", seeds=1, budget={"evaluations": 60})
    alone, at_once = (group["final_loss"].to_list() for _, group in r.runs.groupby("problem_label", sort=False))
    assert at_once == alone
    assert (r.runs["status"] == "finished").all(), "asked for one point in a step"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("np.sum(points**2)", "values gives an array of shape (), not (1,): a number for each point"),
        ("np.sum(points**2, axis=1) * (1 + 1e-15)", "points at once, the value at point"),
    ],
)
def test_values_at_many_points_are_checked(tmp_path, answer, said):
    file = tmp_path / "bowl.py"
    file.write_text(
        "import numpy as np\n\n\nclass Bowl:\n    dimension = 3\n"
        "    def value(self, w):\n        return np.sum(w**2)\n"
        "    def gradient(self, w):\n        return 2 * w\n"
        f"    def values(self, points):\n        return {answer}\n"
    )
    assert said in check(file)


@needs_torch
def test_a_torch_network_is_the_native_mlp(tmp_path, networks):
    start = np.random.default_rng(1).normal(scale=0.1, size=64 * 32 + 32 + 32 * 10 + 10).tolist()
    common = {"start": start, "batch": 32}
    r = run(
        [
            slalom.problem(f"{networks}:TwoLayers", label="torch", **common),
            slalom.problem("mlp", label="native", hidden=[32], activation="tanh", scaling="none", **common),
        ],
        [slalom.optimizer("sgd", learning_rate=0.01), slalom.optimizer("adam", learning_rate=0.001)],
        tmp_path / "r",
        precision="float32",
        budget=100,
    )
    runs = r.runs.set_index(["problem_label", "optimizer_label", "seed"]).sort_index()
    for column, allowed in [("initial_loss", 1e-6), ("final_loss", 1e-4), ("test_loss", 1e-4)]:
        assert list(runs.loc["torch", column]) == pytest.approx(list(runs.loc["native", column]), rel=allowed), column
    right, natively = (list(runs.loc[name, "test_accuracy"]) for name in ("torch", "native"))
    assert right == pytest.approx(natively, abs=3e-3)  # one of 360
    assert (runs["evaluations"] == 100).all()


@needs_torch
def test_networks_have_roles_and_are_the_same_when_repeated(tmp_path, networks):
    problems = [
        slalom.problem(f"{networks}:TwoLayers", dropout=0.3, batch=16),
        slalom.problem(f"{networks}:Normalized", batch=10),
    ]
    optimizers = ["muon", slalom.optimizer("torch", class_="SGD", label="by_torch")]
    one = run(problems, optimizers, tmp_path / "one", budget=10, options=["--jobs", "1"])
    two = run(problems, optimizers, tmp_path / "two", budget=10, options=["--in-process"])
    columns = ["problem_label", "optimizer_label", "seed"]
    losses = [r.runs.sort_values(columns)["final_loss"].tolist() for r in (one, two)]
    assert losses[0] == losses[1]
    assert (one.runs["status"] == "finished").all()


@needs_torch
def test_roles_of_parameters():
    sys.path.insert(0, str(HERE))
    import networks
    from slalom._module_loss import roles_of

    assert roles_of(networks.Normalized()) == {
        "table.weight": "embedding",
        "inner.weight": "matrix",
        "inner.bias": "bias",
        "norm.weight": "norm",
        "norm.bias": "norm",
        "head.weight": "head",
        "head.bias": "bias",
        "frozen": "unknown",
    }


@needs_torch
def test_networks_pass_all_checks(networks):
    assert ", 0 failed, 0 warnings" in "".join(check(networks).split("\n")[-2:])
