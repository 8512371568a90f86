"""paths/scipy.json: optimizers by scipy.optimize.   pip install scipy; python paths_scipy.py"""
from importlib.metadata import version

import numpy
import scipy.optimize

from paths import FUNCTIONS, QUADRATIC, Paths


def hessian(problem, w):
    if problem == "quadratic":
        return numpy.diag(QUADRATIC)
    if problem == "rosenbrock":
        x, y = w
        return numpy.array([[1200 * x * x - 400 * y + 2, -400 * x], [-400 * x, 200.0]])
    x, y = w  # two_wells
    h = 2 * numpy.eye(2)
    for weight, center in ((2, 1), (6, -1)):
        d = numpy.array([x - center, y])
        h += weight * numpy.exp(-5 * (d @ d)) * (10 * numpy.eye(2) - 100 * numpy.outer(d, d))
    return h


paths = Paths(f"scipy.optimize {version('scipy')}")


def add(name, settings, method, problems, steps, options, **more):
    for problem in problems:

        def walk(problem, function, start, count):
            seen = []
            second = {"hess": lambda w: hessian(problem, w)} if method in ("Newton-CG", "trust-ncg") else {}
            scipy.optimize.minimize(function if method != "Nelder-Mead" else lambda w: function(w)[0], start,
                                    jac=method != "Nelder-Mead", method=method, options={"maxiter": count, **options},
                                    callback=lambda intermediate_result: seen.append(intermediate_result.x.copy()),
                                    **second)
            return seen[:count]

        paths.add(name, settings, None, problem, walk, steps, need=3, **more)


def stop(*_, **__):
    """For scipy's second line search, which it tries where the first one has failed: paths end there."""
    raise scipy.optimize._optimize._LineSearchError


scipy.optimize._optimize.line_search_wolfe2 = stop
NEVER = {"gtol": 0}
MANY = [1, 2, 3, 4, 5, 7, 10, 15]
add("bfgs", {}, "BFGS", ("rosenbrock", "quadratic", "two_wells"), MANY, NEVER)
add("conjugate_gradient", {}, "CG", ("quadratic", "two_wells", "matrices"), MANY[:-1], NEVER)
for memory in (3, 10):
    add("lbfgs", {"memory": memory}, "L-BFGS-B", ("rosenbrock", "quadratic", "two_wells", "matrices"), MANY,
        {**NEVER, "ftol": 0, "maxcor": memory})
add("newton_cg", {"memory": 0}, "Newton-CG", ("quadratic",), MANY, {"xtol": 0})
DIFFERENCES = {"tolerance": 1e-6, "because": "these problems offer no products with H: differences of gradients stand in"}
for radius, largest in ((1, 1000), (3, 1000), (0.1, 0.3)):
    settings, options = {"radius": radius, "largest_radius": largest}, {**NEVER, "initial_trust_radius": radius,
                                                                        "max_trust_radius": largest}
    add("trust_ncg", settings, "trust-ncg", ("quadratic",), MANY, options)
    add("trust_ncg", settings, "trust-ncg", ("rosenbrock", "two_wells"), MANY[:-1], options, **DIFFERENCES)
# Ratios near each threshold, a Newton equation solved less exactly, and negative curvature after a first step of conjugate
# gradients, where the way back is the better one.
for radius, problem, start in ((1, "two_wells", [0, -0.7]), (3, "two_wells", [1.1, 0.7]), (1, "rosenbrock", [1, 1.2]),
                               (1, "two_wells", [0.82, 0.93])):
    add("trust_ncg", {"radius": radius}, "trust-ncg", (problem,), MANY[:-1], {**NEVER, "initial_trust_radius": radius},
        start=start, **DIFFERENCES)
SIMPLEX = [*MANY, 30, 60, 100]
add("nelder_mead", {"spread": 0.05}, "Nelder-Mead", ("rosenbrock", "quadratic", "two_wells"), SIMPLEX,
    {"xatol": 0, "fatol": 0})
for spread in (0.05, 0.5):  # some coordinates are 0
    start = numpy.array(FUNCTIONS["matrices"][2])
    simplex = numpy.vstack([start, start + spread * numpy.diag(numpy.where(start == 0, 1, start))])
    add("nelder_mead", {"spread": spread}, "Nelder-Mead", ("matrices",), SIMPLEX,
        {"xatol": 0, "fatol": 0, "initial_simplex": simplex})
paths.write("scipy.json")
