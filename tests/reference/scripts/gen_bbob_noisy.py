"""Values, minimizers and noise of COCO's bbob-noisy functions, from the package coco-experiment and SciPy.

Usage: pip install coco-experiment==2.8.2 scipy; python gen_bbob_noisy.py > ../bbob_noisy.json

Points are those of bbob_points.py. COCO returns values with noise only. Its Cauchy noise is a constant most of the time, so
that the most frequent value at a point gives the value without noise. Of each function, the reference has thresholds and
how likely its noisy value is below each, by SciPy; COCO's own samples are compared with these here.
"""
import collections
import json
import math
import os
import tempfile

import cocoex
from scipy import integrate, optimize, stats

from bbob_points import coordinate, minimizer

DIMENSIONS, INSTANCES, POINTS, SAMPLES = [2, 5, 20], range(1, 4), 2, 4000
SHIFT = 1.01e-8


def most_frequent(problem, x):
    return collections.Counter(problem(x) for _ in range(30)).most_common(1)[0][0]


def cauchy_of(function):
    """The function without another noise than Cauchy's."""
    return function + 2 - (function - 101) % 3


def severe(function):
    return function > 106


def without_noise(problem, function, x):
    return most_frequent(problem, x) - (1000 if severe(function) else 10) - SHIFT


def below_gaussian(t, f, function, n):
    return stats.lognorm(1 if severe(function) else 0.01).cdf(t / f)


def below_uniform(t, f, function, n):
    b = 1 if severe(function) else 0.01
    a = b * (0.49 + 1 / n)
    given = lambda u: min(1.0, (t / (f * max(1.0, (1e9 / f) ** (a * u)))) ** (1 / b))
    return integrate.quad(given, 0, 1, limit=200)[0]


def thresholds(function, f, n):
    """Noisy values above f_opt, and how likely less is."""
    kind = (function - 101) % 3
    if kind == 2:
        a, p = (1, 0.2) if severe(function) else (0.01, 0.05)
        for c in (-5, -0.5, 0.5, 5):
            yield f + a * (1000 + c) + SHIFT, p * stats.cauchy.cdf(c) + (0 if c < 0 else 1 - p)
        return
    below = below_uniform if kind else below_gaussian
    for probability in (0.05, 0.25, 0.5, 0.75, 0.95):
        t = optimize.brentq(lambda log: below(math.exp(log), f, function, n) - probability, -50, 50, xtol=1e-13)
        yield math.exp(t) + SHIFT, probability


os.chdir(tempfile.mkdtemp())
suite = cocoex.Suite("bbob-noisy", "", "dimensions:2,5,20 instance_indices:1-3")
entries, noise = [], []
for function in range(103, 131, 3):
    for n in DIMENSIONS:
        for instance in INSTANCES:
            problem = suite.get_problem_by_function_dimension_instance(function, n, instance)
            points = [[coordinate(function, n, instance, k, j) for j in range(n)] for k in range(POINTS)]
            best = minimizer(problem)
            f_opt = round(without_noise(problem, function, best), 2)
            entries.append({"function": function, "dimension": n, "instance": instance, "f_opt": f_opt,
                            "x_opt_1": best[0], "x_opt_n": best[-1],
                            "values": [without_noise(problem, function, x) for x in points]})

n = 5
for function in range(101, 131):
    x = [coordinate(function, n, 1, 0, j) * 0.8 for j in range(n)]  # inside: without the penalty
    problem = suite.get_problem_by_function_dimension_instance(cauchy_of(function), n, 1)
    f_opt = round(without_noise(problem, cauchy_of(function), minimizer(problem)), 2)
    f = without_noise(problem, cauchy_of(function), x) - f_opt
    expected = list(thresholds(function, f, n))
    problem = suite.get_problem_by_function_dimension_instance(function, n, 1)
    seen = [problem(x) - f_opt for _ in range(SAMPLES)]
    for t, p in expected:
        share = sum(y < t for y in seen) / SAMPLES
        assert abs(share - p) < 0.05, (function, t, p, share)  # COCO's generator has consecutive seeds, which are correlated
    noise.append({"function": function, "thresholds": [t for t, _ in expected], "below": [p for _, p in expected]})

lines = lambda all: ",\n".join(json.dumps(e) for e in all)
print('{"source": "coco-experiment %s",\n"entries": [\n%s\n],\n"noise": [\n%s\n]}'
      % (cocoex.__version__, lines(entries), lines(noise)))
