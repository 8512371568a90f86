#!/usr/bin/env python3
"""Compares optimizers of torch and optax with the native ones of the same name:  scripts/libraries.py [BUILD] [--write]

Each pair has the same starts and settings, on a quadratic of condition 10 in float64, for 100 steps. Prints a table; with
--write it goes to docs/python.md. Run it by the interpreter that has the libraries; rows of a missing one are left out.
"""

import importlib.metadata
import importlib.util
import os
import re
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parents[1]
BUILD = Path(next((word for word in sys.argv[1:] if word != "--write"), TOP / "build" / "release")).resolve()
sys.path.insert(0, str(BUILD / "python"))
os.environ.setdefault("SLALOM_PYTHON", sys.executable)
import slalom  # noqa: E402  it is in the build folder

EQUAL = 1e-9  # relative differences of losses up to this are rounding

# The library's class or function, its settings, the native rule, its settings, the learning rate, and what differs.
PAIRS = [
    ("torch", "SGD", {}, "sgd", {}, 0.01, ""),
    ("torch", "SGD", {"momentum": 0.9}, "momentum", {"form": "torch"}, 0.001, ""),
    ("torch", "SGD", {"momentum": 0.9, "nesterov": True}, "nesterov", {"form": "torch"}, 0.001, ""),
    ("torch", "Adam", {}, "adam", {}, 0.01, ""),
    ("torch", "Adam", {"amsgrad": True}, "amsgrad", {}, 0.01, ""),
    ("torch", "AdamW", {"weight_decay": 0.1}, "adamw", {"weight_decay": 0.1}, 0.01, ""),
    ("torch", "RMSprop", {"alpha": 0.9}, "rmsprop", {"rho": 0.9}, 0.01, ""),
    ("torch", "RMSprop", {"alpha": 0.95, "momentum": 0.9, "centered": True}, "rmsprop_momentum", {}, 0.001, ""),
    ("torch", "Adagrad", {}, "adagrad", {"epsilon": 1e-10}, 0.1, ""),
    ("torch", "NAdam", {}, "nadam", {}, 0.01, ""),
    ("torch", "RAdam", {}, "radam", {}, 0.01, ""),
    ("torch", "Adamax", {}, "adamax", {}, 0.01, ""),
    ("torch", "Adadelta", {"rho": 0.95}, "adadelta", {}, 1.0, ""),
    ("torch", "ASGD", {}, "asgd", {}, 0.01, "torch keeps its falling rate in float32"),
    ("torch", "Rprop", {}, "rprop", {}, 0.01, ""),
    (
        "torch",
        "LBFGS",
        {"history_size": 10, "max_iter": 1, "line_search_fn": "strong_wolfe"},
        "lbfgs",
        {},
        None,
        "another line search, and torch stops at its tolerances",
    ),
    ("optax", "sgd", {}, "sgd", {}, 0.01, ""),
    ("optax", "adam", {}, "adam", {}, 0.01, ""),
    ("optax", "adamw", {"weight_decay": 0.1}, "adamw", {"weight_decay": 0.1}, 0.01, ""),
    (
        "optax",
        "amsgrad",
        {},
        "amsgrad",
        {},
        0.01,
        "optax takes the largest corrected mean of squares; torch, and we, correct the largest one",
    ),
    ("optax", "adamax", {}, "adamax", {}, 0.01, ""),
    ("optax", "nadam", {}, "nadam", {"schedule": "constant"}, 0.01, ""),
    ("optax", "nadamw", {"weight_decay": 0.1}, "nadamw", {"weight_decay": 0.1}, 0.01, ""),
    (
        "optax",
        "radam",
        {},
        "radam",
        {},
        0.01,
        "optax adds epsilon to the corrected mean of squares; torch, and we, before",
    ),
    ("optax", "rmsprop", {"eps_in_sqrt": False}, "rmsprop", {}, 0.01, ""),
    (
        "optax",
        "adagrad",
        {"initial_accumulator_value": 0.0},
        "adagrad",
        {"epsilon": 1e-7},
        0.1,
        "optax has epsilon inside of the root",
    ),
    ("optax", "adadelta", {"rho": 0.95}, "adadelta", {}, 1.0, ""),
    ("optax", "lion", {"weight_decay": 0.0}, "lion", {}, 0.01, ""),
    ("optax", "lamb", {"weight_decay": 0.0}, "lamb", {"weight_decay": 0.0}, 0.01, ""),
    ("optax", "lars", {"weight_decay": 0.0}, "lars", {}, 1.0, ""),
    ("optax", "yogi", {}, "yogi", {}, 0.01, ""),
    ("optax", "adabelief", {}, "adabelief", {}, 0.01, ""),
    ("optax", "novograd", {"b1": 0.95, "b2": 0.98, "eps": 1e-8}, "novograd", {}, 0.01, ""),
    ("optax", "fromage", {}, "fromage", {}, 0.01, ""),
    ("optax", "sm3", {}, "sm3", {}, 0.1, ""),
    ("optax", "adafactor", {}, "adafactor", {}, 0.01, ""),
    (
        "optax",
        "adan",
        {},
        "adan",
        {"weight_decay": 0.0},
        0.01,
        "optax weights the change of the gradient by 1 - b2 where the paper has b2",
    ),
    ("optax", "rprop", {}, "rprop", {}, 0.01, "optax makes the step that the gradient before called for"),
    ("optax", "sign_sgd", {}, "sign_sgd", {}, 0.01, ""),
    ("optax", "optimistic_gradient_descent", {}, "optimistic_gradient", {}, 0.01, ""),
]
KEYS = {"torch": "class_", "optax": "name"}


def settings_text(settings):
    return ", ".join(
        f"{name} {str(value).lower() if isinstance(value, bool) else value}" for name, value in settings.items()
    )


def run(pairs, folder):
    """The recorded losses: a frame with a row for each seed and step, and a column for each optimizer."""
    optimizers = []
    for number, (library, name, theirs, native, ours, rate, _) in enumerate(pairs):
        rates = {} if rate is None else {"learning_rate": rate}
        optimizers.append(
            slalom.optimizer(library, label=f"their {number}", **{KEYS[library]: name}, **theirs, **rates)
        )
        optimizers.append(slalom.optimizer(native, label=f"our {number}", **ours, **rates))
    problem = slalom.problem("quadratic", condition=10, precision="float64")
    r = slalom.compare(optimizers, [problem], seeds=3, budget=100, out=folder / "r")
    failed = r.runs[~r.runs["status"].isin(["finished", "diverged"])]
    for _, row in failed.drop_duplicates("optimizer_label").iterrows():
        print(pairs[int(row["optimizer_label"].split()[-1])][:3], row["reason"], file=sys.stderr)
    return r.traces.pivot_table(index=["seed", "step"], columns="optimizer_label", values="loss")


def table(pairs, losses):
    rows = [
        "| library | its settings | native | its settings | largest difference | why |",
        "|---|---|---|---|---:|---|",
    ]
    for number, (library, name, theirs, native, ours, _, why) in enumerate(pairs):
        a, b = losses[f"their {number}"], losses[f"our {number}"]
        largest = ((a - b).abs() / b.abs()).max()
        shown = "rounding" if largest <= EQUAL else f"{largest:.1e}"
        rows.append(
            f"| {library} {name} | {settings_text(theirs)} | {native} | {settings_text(ours)} | {shown} | {why} |"
        )
    return "\n".join(rows)


def main():
    installed = [library for library in KEYS if importlib.util.find_spec(library)]
    pairs = [pair for pair in PAIRS if pair[0] in installed]
    with tempfile.TemporaryDirectory() as folder:
        text = table(pairs, run(pairs, Path(folder)))
    versions = ", ".join(f"{library} {importlib.metadata.version(library).split('+')[0]}" for library in installed)
    text = f"<!-- by scripts/libraries.py -->\n\nWith {versions}:\n\n{text}\n\n<!-- end -->"
    print(text)
    if "--write" in sys.argv:
        file = TOP / "docs" / "python.md"
        file.write_text(
            re.sub("<!-- by scripts/libraries.py -->.*<!-- end -->", lambda _: text, file.read_text(), flags=re.S)
        )


main()
