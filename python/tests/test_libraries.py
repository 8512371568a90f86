"""Optimizers of other libraries against the native ones of the same name, and by themselves."""

import pytest
import slalom

# torch's class and settings; the native name and settings. The learning rate is the same.
TORCH = [
    ("SGD", {}, "sgd", {}, 0.01),
    ("SGD", {"momentum": 0.9, "label": "torch_momentum"}, "momentum", {"form": "torch"}, 0.001),
    ("Adam", {}, "adam", {}, 0.01),
    ("AdamW", {"weight_decay": 0.1}, "adamw", {"weight_decay": 0.1}, 0.01),
    ("RMSprop", {"alpha": 0.9}, "rmsprop", {"rho": 0.9}, 0.01),
    ("Adagrad", {}, "adagrad", {"epsilon": 1e-10}, 0.1),
    ("Adamax", {}, "adamax", {}, 0.01),
    ("Adadelta", {"rho": 0.95}, "adadelta", {}, 1.0),
]


def has(package):
    import importlib.util

    return importlib.util.find_spec(package) is not None


@pytest.mark.skipif(not has("torch"), reason="torch is missing: install python3-torch, or pip install torch")
def test_torch_gives_what_native_optimizers_give(tmp_path):
    optimizers = []
    for cls, theirs, name, ours, rate in TORCH:
        theirs = {"label": f"torch_{name}", **theirs}
        optimizers.append(slalom.optimizer("torch", class_=cls, learning_rate=rate, **theirs))
        optimizers.append(slalom.optimizer(name, learning_rate=rate, **ours))
    r = slalom.compare(
        optimizers,
        [slalom.problem("quadratic", condition=10)],
        seeds=2,
        budget=100,
        out=tmp_path / "r",
        progress=False,
    )
    losses = r.runs.pivot_table(index="seed", columns="optimizer_label", values="final_loss")
    for _, _, name, _, _ in TORCH:
        assert list(losses[f"torch_{name}"]) == pytest.approx(list(losses[name]), rel=1e-6), name


@pytest.mark.skipif(not has("scipy"), reason="scipy is missing: install python3-scipy, or pip install scipy")
def test_scipy_minimizes(tmp_path):
    methods = ["L-BFGS-B", "Nelder-Mead"]
    r = slalom.compare(
        [slalom.optimizer("scipy", method=method) for method in methods],
        ["rosenbrock"],
        seeds=2,
        budget=200,
        out=tmp_path / "r",
        progress=False,
    )
    assert len(r.runs) == 2 * len(methods)
    assert (r.runs["gap"] < 1e-6).all(), r.runs[["optimizer_label", "gap", "reason"]]
    assert r.runs["reason"].str.startswith("the optimizer is done: ").all()


class Parabola:
    """An oracle of f(w) = w'w / 2 that knows where it was asked."""

    examples = 1

    def __init__(self):
        self.asked = []

    def value(self, x):
        self.asked.append(float(x[0]))
        return float(x @ x) / 2

    def gradient(self, x):
        self.last_value = self.value(x)
        return x


@pytest.mark.skipif(not has("scipy"), reason="scipy is missing: install python3-scipy, or pip install scipy")
def test_scipy_begins_again_where_a_wrapper_moves_w():
    import numpy as np
    import scipy.optimize
    from slalom._space import make_space
    from slalom.optimizers.scipy import ScipyRun

    space = make_space(2, np.float64, [], None, None, False)
    for method in ("L-BFGS-B", "Nelder-Mead"):
        f, w = Parabola(), np.array([8.0, 4.0])
        run = ScipyRun(scipy.optimize, method, space, {})
        run.step(f, w)
        before, w[:] = w.copy(), (100, 50)
        run.moved(before, w)
        f.asked.clear()
        run.step(f, w)
        assert f.asked[0] == 100, method
        run.close()


@pytest.mark.skipif(not has("cma"), reason="pycma is missing: pip install cma")
def test_pycma_minimizes(tmp_path):
    r = slalom.compare(
        ["cma"], [slalom.problem("rosenbrock", dimension=4)], seeds=2, budget=400, out=tmp_path / "r", progress=False
    )
    assert (r.runs["gap"] < 1e-6).all()


@pytest.mark.skipif(not (has("optax") and has("jax")), reason="optax is missing: pip install optax jax")
def test_optax_gives_what_native_optimizers_give(tmp_path):
    (tmp_path / "mine.py").write_text(
        "import optax\ndef make(factor: float = 1.0):\n    return optax.sgd(factor * 0.01)\n"
    )
    r = slalom.compare(
        [
            slalom.optimizer("optax", name="adamw", weight_decay=0.1, learning_rate=0.01, label="optax_adamw"),
            slalom.optimizer("adamw", weight_decay=0.1, learning_rate=0.01),
            slalom.optimizer("optax", name="sgd", learning_rate=0.01, label="optax_sgd"),
            slalom.optimizer("sgd", learning_rate=0.01),
            slalom.optimizer("optax", name="lion", learning_rate=0.01, label="optax_lion", weight_decay=0.1),
            slalom.optimizer("lion", learning_rate=0.01, weight_decay=0.1),
        ],
        [slalom.problem("quadratic", condition=10)],
        seeds=2,
        budget=50,
        out=tmp_path / "r",
        progress=False,
    )
    losses = r.runs.pivot_table(index="seed", columns="optimizer_label", values="final_loss")
    for name in ("adamw", "sgd", "lion"):
        assert list(losses[f"optax_{name}"]) == pytest.approx(list(losses[name]), rel=1e-6), name


def test_what_is_missing_or_misspelt_is_told_in_a_sentence(tmp_path):
    if not has("cma"):
        with pytest.raises(slalom.SlalomError, match="the package cma is not installed for .* -m pip install cma"):
            slalom.compare(["cma"], ["sphere"], out=tmp_path / "r", progress=False)
    if has("scipy"):
        with pytest.raises(slalom.SlalomError, match="scipy has no method 'BFG' here; did you mean 'BFGS'"):
            slalom.compare([slalom.optimizer("scipy", method="BFG")], ["sphere"], out=tmp_path / "r", progress=False)
        with pytest.raises(slalom.SlalomError, match="which one\\? Give method"):
            slalom.compare(["scipy"], ["sphere"], out=tmp_path / "r", progress=False)
