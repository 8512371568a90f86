"""paths/scipy.json: optimizers by scipy.optimize.   pip install scipy; python paths_scipy.py"""
from importlib.metadata import version

import numpy
import scipy.optimize

from paths import QUADRATIC, Paths

paths = Paths(f"scipy.optimize {version('scipy')}")


def add(name, settings, method, problems, steps, options):
    for problem in problems:

        def walk(problem, function, start, count):
            seen = []
            hessian = {"hess": lambda w: numpy.diag(QUADRATIC)} if method == "Newton-CG" else {}
            scipy.optimize.minimize(function if method != "Nelder-Mead" else lambda w: function(w)[0], start,
                                    jac=method != "Nelder-Mead", method=method, options={"maxiter": count, **options},
                                    callback=lambda intermediate_result: seen.append(intermediate_result.x.copy()),
                                    **hessian)
            return seen[:count]

        paths.add(name, settings, None, problem, walk, steps, need=3)


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
add("newton_cg", {}, "Newton-CG", ("quadratic",), MANY, {"xtol": 0})
add("nelder_mead", {}, "Nelder-Mead", ("rosenbrock", "quadratic", "two_wells", "matrices"), [*MANY, 30, 60, 100],
    {"xatol": 0, "fatol": 0})
paths.write("scipy.json")
