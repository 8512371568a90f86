#!/usr/bin/env python3
"""Measures Slalom and its peers by turns, and writes the tables of docs/performance.md:  scripts/performance.sh [BUILD]

Peers are compiled JAX, libtorch, and COCO's C code (performance_peers.py). That both do the same work is checked first. Times are
processor time on one processor, unless a table says otherwise.
"""

import contextlib
import json
import os
import re
import resource
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib import metadata
from pathlib import Path

ALL_PROCESSORS = os.sched_getaffinity(0)
os.sched_setaffinity(0, {max(ALL_PROCESSORS)})  # before the libraries start their threads
import numpy  # noqa: E402
import performance_peers as peers  # noqa: E402

NETWORKS = {}  # peers that train networks
if peers.FOUND["jax"]:
    import performance_networks

    NETWORKS["JAX"] = performance_networks
if peers.FOUND["torch"]:
    import performance_torch

    NETWORKS["libtorch"] = performance_torch

TOP = Path(__file__).parents[1]
SLALOM = Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "build" / "release").resolve() / "slalom"
PAGE = TOP / "docs" / "performance.md"
WORK = Path(tempfile.mkdtemp(prefix="slalom-performance-"))
ROUNDS = 5
STEPS = 1_000_000
STARTS = {"rosenbrock": [-1.2, 1.0], "two_wells": [0.5, 0.8], "quadratic": [1.0, 1.0]}
BBOB = [f"bbob_f{i}" for i in range(1, 25)]


# Slalom's side


def run_suite(suite, *options, affinity=None):
    """Its runs, and the processor and elapsed seconds of the command."""
    folder = Path(tempfile.mkdtemp(dir=WORK))
    file = folder / "suite.yaml"
    file.write_text(json.dumps({"suite": "performance", "seeds": 1, "record": {"points": 2}, **suite}))  # JSON is YAML
    command = [SLALOM, "run", file, "--out", folder / "out", "--data", WORK, "--quiet", *options]
    if affinity:
        command = ["taskset", "-c", ",".join(map(str, affinity)), *command]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    with contextlib.closing(sqlite3.connect(folder / "out" / "results.sqlite")) as store:
        store.row_factory = sqlite3.Row
        runs = store.execute("SELECT * FROM runs").fetchall()
    return runs, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, elapsed


def time_per_step(suite):
    """Nanoseconds per step, as the records of the runs say."""
    runs, _, _ = run_suite(suite, "--jobs", "1")
    return sum(run["cpu_seconds"] for run in runs) / sum(run["steps"] for run in runs) * 1e9


def bench(names, n):
    """Nanoseconds of each `value/NAME` and `gradient/NAME` in n dimensions."""
    pattern = f"--benchmark_filter=^(value|gradient)/({'|'.join(names)})$"
    command = [SLALOM, "bench", "--dimension", str(n), pattern, "--benchmark_min_time=0.02", "--benchmark_format=json"]
    out = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {b["name"]: b["cpu_time"] for b in out["benchmarks"]}


def plane_suite(rule, problem, steps, **more):
    """Steps of a rule in two dimensions."""
    size = {"dimension": 2, "condition": 10} if problem == "quadratic" else {}
    start = {} if "seeds" in more else {"start": STARTS[problem]}
    return {
        "budget": {"steps": steps},
        "problems": [{"problem": problem, **size, **start}],
        "optimizers": [{"optimizer": rule, "learning_rate": 1e-3}],
        **more,
    }


def network_suite(problem, batch, steps, **record):
    return {
        "budget": {"steps": steps},
        "batch": batch,
        "precision": "float32",
        "problems": [problem],
        "optimizers": [{"optimizer": "sgd", "learning_rate": 0.01}],
        "record": {"points": 2, **record},
    }


# That both sides do the same


def require_equal(what, ours, theirs, tolerance):
    error = max(abs(a - b) / max(1e-3, abs(b)) for a, b in zip(ours, theirs, strict=True))
    print(f"{what}: relative difference {error:.0e}", file=sys.stderr)
    if error > tolerance:
        sys.exit(f"{what}: {list(ours)} is not {list(theirs)}")


def numbers(blob):
    return struct.unpack(f"<{len(blob) // 8}d", blob)


def check_point(rule, problem):
    """The point after 1,000 steps."""
    (run,), _, _ = run_suite(plane_suite(rule, problem, 1000))
    theirs = peers.point_after(rule, problem, STARTS[problem], 1000)
    require_equal(f"{rule} on {problem}", numbers(run["final_w"]), theirs, 1e-9)


def check_network(what, problem, theirs, x, y):
    """Loss and length of the gradient at the start, which is returned. `theirs`: each peer's network."""
    (run,), _, _ = run_suite(network_suite(problem, "full", 1, trajectory=True))
    trajectory = numbers(run["trajectory"])
    start = trajectory[: len(trajectory) // 2]
    for peer, network in theirs.items():
        expected = NETWORKS[peer].loss_and_norm(network, start, x, y)
        require_equal(f"{what}, {peer}", numbers(run["trace"])[4:6], expected, 1e-5)
    return start


def check_bbob(coco, n):
    """The values of all functions at a point, in order of size."""
    x = [(0.7 * i) % 8 - 4 for i in range(n)]
    problems = [{"problem": name, "dimension": n, "start": x} for name in BBOB]
    runs, _, _ = run_suite({"budget": {"steps": 1}, "problems": problems, "optimizers": ["sgd"]})
    ours = sorted(numbers(run["trace"])[4] for run in runs)
    theirs = sorted(coco.evaluate(f, x, 1)[1] for f in range(1, 25))
    require_equal(f"bbob, n = {n}", ours, theirs, 1e-6)


# Rows: what is done, the peer, (our and their nanoseconds) of each round, the goal as a ratio or in nanoseconds


def by_turns(*sides):
    return [[side() for side in sides] for _ in range(ROUNDS)]


def gradient_rows():
    for name in peers.FUNCTIONS:
        for n in (10, 100, 1000, 10000):
            theirs = peers.gradient(name, n)
            pairs = by_turns(lambda name=name, n=n: bench([name], n)[f"gradient/{name}"], theirs)
            yield f"value and gradient of `{name}`, n = {n:,}", "JAX, gradient only", pairs, 1


def step_rows():
    goals = {"momentum": (16, 35, 14), "adam": (33, 50, 28)}
    for rule, limits in goals.items():
        for problem, goal in zip(STARTS, limits, strict=True):
            check_point(rule, problem)
            theirs = peers.steps(rule, problem, STARTS[problem], STEPS)
            suite = plane_suite(rule, problem, STEPS)
            pairs = by_turns(lambda s=suite: time_per_step(s), theirs)
            yield f"step of {rule} on `{problem}`", "JAX", pairs, f"{goal} ns"


def seed_rows():
    for rule, goal in {"momentum": "3 ns", "adam": "6 ns"}.items():
        theirs = peers.seeds(rule, "rosenbrock", STARTS["rosenbrock"], 2000, 1000)
        suite = plane_suite(rule, "rosenbrock", 2000, seeds=1000)
        pairs = by_turns(lambda s=suite: time_per_step(s), theirs)
        yield f"1,000 seeds of {rule} on `rosenbrock`, per step and seed", "JAX `vmap`", pairs, goal


def bbob_rows():
    """Geometric means of the 24 functions."""
    coco = peers.Coco(WORK)
    for n in (2, 10, 40):
        check_bbob(coco, n)
        rounds = by_turns(lambda n=n: bench(BBOB, n), lambda n=n: coco.times(n))
        for kind, what, goal in (("value", "value", 0.7), ("gradient", "value and gradient", 1.5)):
            pairs = [
                [statistics.geometric_mean(ours[f"{kind}/{name}"] for name in BBOB), statistics.geometric_mean(theirs)]
                for ours, theirs in rounds
            ]
            yield f"bbob, {what}, mean of 24, n = {n}", "COCO, value only", pairs, goal


def images(pixels, classes=10):
    """The name of a data set, and its training examples."""
    random = numpy.random.default_rng(1)
    x, y = random.random((1280, pixels)).round(4), random.integers(0, classes, 1280)
    table = numpy.column_stack([x, y])
    numpy.savetxt(WORK / f"images{pixels}.csv", table, fmt=["%.4f"] * pixels + ["%d"], delimiter=",")
    training = numpy.arange(1280) % 5 != 0  # the others are for testing
    return {"data": f"images{pixels}", "scaling": "none"}, x[training].astype(numpy.float32), y[training]


def excerpts(length=32):
    """Of the shipped text; the last tenth is for testing."""
    text = (TOP / "problems" / "data" / "sets" / "hills.txt").read_bytes()
    alphabet, numbered = numpy.unique(numpy.frombuffer(text, numpy.uint8), return_inverse=True)
    count = (len(text) - 1) // length
    size = (count - (count + 9) // 10) * length
    x, y = numbered[:size].reshape(-1, length), numbered[1 : size + 1].reshape(-1, length)
    return {"data": "hills", "length": length}, x, y, len(alphabet)


def network_rows():
    """Each: what, the peer, pairs of times, the largest ratio that is the goal beside JAX; beside libtorch it is 1."""
    small, large, text = images(64), images(784), excerpts()
    symbols = {"symbols": text[3]}
    mlp = {"problem": "mlp"}
    wide = {"problem": "cnn_2c2d", "channels": [[32, 64]], "hidden": [[1024]]}
    for what, problem, settings, (data, x, y, *_), batch, steps, goal in (
        ("network 64-32-10", mlp, {"hidden": 32}, small, 32, 10_000, 1 / 2.5),
        ("network 784-128-10", mlp | {"hidden": [[128]]}, {"hidden": 128}, large, 64, 1000, 1 / 1.5),
        ("`lenet`", {"problem": "lenet"}, {}, large, 64, 50, 1 / 1.5),
        ("`cnn_2c2d`, 32 and 64 channels, 1024 units", wide, {}, large, 128, 4, 1),
        ("`resnet`", {"problem": "resnet"}, {}, large, 64, 50, 1),
        ("`char_lstm`", {"problem": "char_lstm"}, symbols, text, 32, 100, 1),
        ("`transformer`", {"problem": "transformer"}, symbols, text, 32, 100, 1),
    ):
        theirs = {peer: partial(getattr(module, problem["problem"]), **settings) for peer, module in NETWORKS.items()}
        problem = problem | data
        start = check_network(what, problem, theirs, x, y)
        suite = network_suite(problem, batch, steps)
        for peer, network in theirs.items():
            pairs = by_turns(lambda s=suite: time_per_step(s), NETWORKS[peer].steps(network, start, x, y, batch, steps))
            yield f"SGD step, {what}, batch {batch}", peer, pairs, goal if peer == "JAX" else 1


# Tables


def time_text(ns):
    unit, name = next((u, n) for u, n in ((1e6, "ms"), (1e3, "µs"), (1, "ns")) if ns >= u or u == 1)
    return f"{ns / unit:.3g} {name}"


def table_row(work, peer, pairs, goal):
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratios = [a / b for a, b in pairs]
    ratio = statistics.median(ratios)
    met = ours <= float(goal.split()[0]) if isinstance(goal, str) else ratio <= goal
    limit = goal if isinstance(goal, str) else f"{goal:.2g}"
    spread = f"{ratio:.2f} ({min(ratios):.2f} … {max(ratios):.2f})"
    verdict = f"≤ {limit}: {'met' if met else 'missed'}"
    return f"| {work} | {time_text(ours)} | {time_text(theirs)} ({peer}) | {spread} | {verdict} |"


def peers_table():
    lines = ["| work | Slalom | peer | Slalom / peer (min … max) | goal |", "|---|---:|---:|---:|---|"]
    for part, found in (
        (gradient_rows, peers.FOUND["jax"]),
        (step_rows, peers.FOUND["jax"]),
        (seed_rows, peers.FOUND["jax"]),
        (bbob_rows, peers.FOUND["cocoex"]),
        (network_rows, NETWORKS),
    ):
        if found:
            for row in part():
                lines.append(table_row(*row))
                print(lines[-1], file=sys.stderr)
    return lines


def size_table():
    """Gradients in more and more dimensions."""
    names = ("sphere", "rosenbrock", "rastrigin", "ackley", "griewank", "trid")
    lines = ["| n | " + " | ".join(f"`{name}`" for name in names) + " |", "|---:" * (len(names) + 1) + "|"]
    for n in (2, 10, 100, 1000, 10000):
        times = bench(names, n)
        lines.append(f"| {n:,} | " + " | ".join(time_text(times[f"gradient/{name}"]) for name in names) + " |")
    return lines


def thread_table():
    """Elapsed time of 32 runs with one and two threads, in turn."""
    suite = plane_suite("momentum", "rosenbrock", STEPS, seeds=32)
    jobs = [1, *([len(ALL_PROCESSORS)] if len(ALL_PROCESSORS) > 1 else [])]
    rounds = by_turns(*(lambda j=j: run_suite(suite, "--jobs", str(j), affinity=ALL_PROCESSORS)[2] for j in jobs))
    lines = ["| `--jobs` | elapsed seconds (min … max) | times as fast |", "|---:|---:|---:|"]
    for i, count in enumerate(jobs):
        seconds = sorted(times[i] for times in rounds)
        faster = statistics.median(times[0] / times[i] for times in rounds)
        spread = f"{statistics.median(seconds):.2f} ({seconds[0]:.2f} … {seconds[-1]:.2f})"
        lines.append(f"| {count} | {spread} | {faster:.2f} |")
    return lines


def seed_table():
    """Time per step and seed with more and more seeds."""
    lines = ["| seeds | momentum | adam |", "|---:|---:|---:|"]
    for seeds in (1, 10, 100, 1000):
        suites = [plane_suite(rule, "rosenbrock", STEPS // seeds, seeds=seeds) for rule in ("momentum", "adam")]
        lines.append(f"| {seeds:,} | " + " | ".join(time_text(time_per_step(suite)) for suite in suites) + " |")
    return lines


def run_table():
    """What `slalom run` itself costs: ten steps of gradient descent per run."""
    lines = ["| runs | processor seconds | elapsed seconds | processor time per run |", "|---:|---:|---:|---:|"]
    for runs in (1, 100, 10_000):
        suite = {"seeds": runs, "budget": {"steps": 10}, "problems": ["two_wells"], "optimizers": ["sgd"]}
        rounds = [run_suite(suite, affinity=ALL_PROCESSORS) for _ in range(ROUNDS)]
        processor, elapsed = (statistics.median(r[i] for r in rounds) for i in (1, 2))
        lines.append(f"| {runs:,} | {processor:.3f} | {elapsed:.3f} | {time_text(processor / runs * 1e9)} |")
    return lines


def machine():
    """Where, when and of what all this was measured."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    version = subprocess.run([SLALOM, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    packages = ("jax", "jaxlib", "torch", "coco-experiment")
    others = [f"{d.name} {d.version}" for d in metadata.distributions() if d.name in packages]
    load = " / ".join(f"{x:.1f}" for x in os.getloadavg())
    return [
        f"Machine: {model[1] if model else 'unknown'}, {len(ALL_PROCESSORS)} processors;",
        f"the load was {load} (averages of 1, 5 and 15 minutes, when it ended).",
        f"{version}; {', '.join(others)}. {ROUNDS} rounds.",
    ]


def write(tables):
    """Each between its two comments."""
    page = PAGE.read_text()
    for name, lines in tables.items():
        before, rest = page.split(f"<!-- measured: {name} -->")
        after = rest.split(f"<!-- end: {name} -->")[1]
        text = "\n".join(lines)
        page = f"{before}<!-- measured: {name} -->\n\n{text}\n\n<!-- end: {name} -->{after}"
    PAGE.write_text(page)


def main():
    start = time.perf_counter()
    tables = {
        "peers": peers_table(),
        "sizes": size_table(),
        "threads": thread_table(),
        "seeds": seed_table(),
        "runs": run_table(),
        "machine": machine(),
    }
    for lines in tables.values():
        print("\n".join(lines) + "\n")
    if all(peers.FOUND.values()):
        write(tables)
    else:
        print("performance: docs/performance.md stays as it is, since peers were skipped", file=sys.stderr)
    print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
