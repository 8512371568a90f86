"""distributions.json: evaluations to a target, 50 runs each, of optimizers that draw random numbers; by pycma, SciPy and
pyswarms. After each step the point is judged that Slalom judges: pycma's mean, the best member of the others.

pip install cma scipy pyswarms; python distributions.py
"""
import json
import logging
import pathlib
from importlib.metadata import version

import cma
import numpy
import pyswarms
import scipy.optimize

RUNS = 50
logging.disable(logging.CRITICAL)


def quadratic(n, condition):
    eigenvalues = condition ** (numpy.arange(n) / (n - 1))
    return lambda w: 0.5 * float(numpy.sum(eigenvalues * w * w))


def rosenbrock(w):
    return float(numpy.sum(100 * (w[1:] - w[:-1] ** 2) ** 2 + (1 - w[:-1]) ** 2))


PROBLEMS = {
    "quadratic": ({"dimension": 6, "condition": 1000}, quadratic(6, 1000.0), [1.0, -0.7, 0.4, 1.3, -0.2, 0.8]),
    "rosenbrock": ({"dimension": 2}, rosenbrock, [-0.5, 0.3]),
}


def by_cma(function, start, target, seed):
    es = cma.CMAEvolutionStrategy(start, 0.5, {"seed": seed, "verbose": -9, "tolfun": 0, "tolx": 0, "tolfunhist": 0,
                                               "tolflatfitness": 10 ** 6, "tolstagnation": 10 ** 6})
    while function(es.mean) > target:
        points = es.ask()
        es.tell(points, [function(p) for p in points])
    return es.countevals


def by_scipy(function, start, target, seed):
    rng, count = numpy.random.default_rng(seed), 0
    population = numpy.array(start) + rng.normal(size=(40, len(start)))
    population[0] = start

    def counted(w):
        nonlocal count
        count += 1
        return function(w)

    reached = []

    def judge(intermediate_result):
        if intermediate_result.fun <= target:
            reached.append(count)
            return True

    scipy.optimize.differential_evolution(counted, [(-1000, 1000)] * len(start), strategy="rand1bin", init=population,
                                          mutation=0.5, recombination=0.9, updating="deferred", tol=0, atol=0,
                                          polish=False, maxiter=10 ** 5, callback=judge, rng=rng)
    return reached[0]


def by_pyswarms(function, start, target, seed):
    numpy.random.seed(seed)
    swarm = numpy.array(start) + numpy.random.normal(size=(30, len(start)))
    swarm[0] = start
    best, reached = [numpy.inf], []

    class Reached(Exception):
        pass

    def values(points):
        reached.append(len(points))
        now = numpy.array([function(p) for p in points])
        best[0] = min(best[0], now.min())
        if best[0] <= target:
            raise Reached
        return now

    optimizer = pyswarms.single.GlobalBestPSO(30, len(start), {"w": 0.7298, "c1": 1.49618, "c2": 1.49618}, init_pos=swarm)
    optimizer.swarm.velocity = numpy.zeros_like(swarm)
    try:
        optimizer.optimize(values, 10 ** 5, verbose=False)
    except Reached:
        return sum(reached)


groups = []


def add(implementation, optimizer, settings, target, run, problems=("quadratic", "rosenbrock")):
    for problem in problems:
        problem_settings, function, start = PROBLEMS[problem]
        evaluations = sorted(int(run(function, start, target, seed)) for seed in range(1, RUNS + 1))
        print(optimizer, problem, evaluations[0], evaluations[RUNS // 2], evaluations[-1])
        groups.append({"implementation": implementation, "optimizer": optimizer, "settings": settings,
                       "problem": problem, "problem_settings": problem_settings, "start": start, "target": target,
                       "evaluations": evaluations})


add(f"pycma {version('cma')}", "cma_es", {"sigma": 0.5}, 1e-8, by_cma)
add(f"scipy.optimize {version('scipy')}", "differential_evolution", {"population": 40}, 1e-6, by_scipy, ["quadratic"])
add(f"pyswarms {version('pyswarms')}", "particle_swarm", {"particles": 30}, 1e-6, by_pyswarms, ["quadratic"])
rows = ",\n".join(json.dumps(group) for group in groups)
(pathlib.Path(__file__).parent.parent / "distributions.json").write_text(f'{{"groups": [\n{rows}\n]}}\n')
