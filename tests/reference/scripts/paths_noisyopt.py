"""paths/noisyopt.json: SPSA by noisyopt. In one dimension the sign that is drawn makes no difference, so that the path can
be compared as it is.   pip install noisyopt; python paths_noisyopt.py"""
from importlib.metadata import version

import numpy
from noisyopt import minimizeSPSA

import paths as common


def styblinski_tang(w):
    return float(numpy.sum(w ** 4 - 16 * w * w + 5 * w) / 2), None


common.FUNCTIONS["styblinski_tang"] = (styblinski_tang, {"dimension": 1}, [1.5])
paths = common.Paths(f"noisyopt {version('noisyopt')}")


def walk(problem, function, start, steps):
    seen = []
    minimizeSPSA(lambda w: function(w)[0], start.copy(), niter=100, paired=False, a=0.05, c=0.2,
                 callback=lambda w: seen.append(w.copy()))
    return seen


paths.add("spsa", {"c": 0.2, "stability": 1}, 0.05, "styblinski_tang", walk)
paths.write("noisyopt.json")
