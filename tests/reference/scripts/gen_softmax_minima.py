"""Minima of softmax regression with other settings than convex.json has: scipy's BFGS with limited memory, then Newton
steps on the whole Hessian by least squares, since all of b may be shifted.

Usage: pip install numpy scipy; python gen_softmax_minima.py > ../softmax_minima.json

The rows but every fifth are the training examples. `gap` bounds what the value may be above the minimum.
"""
import json
import pathlib

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

SETS = pathlib.Path(__file__).parents[3] / "problems" / "data" / "sets"


def load(name, scaling):
    table = np.loadtxt(SETS / (name + ".csv"), delimiter=",", skiprows=1)
    table = table[np.arange(len(table)) % 5 != 0]
    x = table[:, :-1]
    x = (x - x.mean(axis=0)) / np.where(x.std(axis=0) > 0, x.std(axis=0), 1) if scaling == "standardize" else x / x.max()
    return np.hstack([x, np.ones((len(x), 1))]), table[:, -1].astype(int)


def fit(data, scaling, l2):
    x, y = load(data, scaling)
    n, d, k = len(x), x.shape[1], y.max() + 1
    free = np.append(np.ones(d - 1), 0)
    one = np.eye(k)[y]

    def f(w):
        w = w.reshape(k, d)
        z = x @ w.T
        value = (logsumexp(z, axis=1) - z[np.arange(n), y]).mean() + l2 / 2 * (free * w * w).sum()
        return value, ((softmax(z, axis=1) - one).T @ x / n + l2 * free * w).ravel()

    def hessian(w):
        p = softmax(x @ w.reshape(k, d).T, axis=1)
        H = np.zeros((k, d, k, d))
        for a in range(k):
            for b in range(k):
                H[a, :, b] = (x * (p[:, a] * ((a == b) - p[:, b]))[:, None]).T @ x / n + l2 * (a == b) * np.diag(free)
        return H.reshape(k * d, k * d)

    w = minimize(f, np.zeros(k * d), jac=True, method="L-BFGS-B", options={"maxiter": 5000, "gtol": 1e-9}).x
    for _ in range(5):
        w = w - np.linalg.lstsq(hessian(w), f(w)[1], rcond=1e-13)[0]
    value, g = f(w)
    return {"f_star": float(value), "gap": float((g**2).sum() / (2 * l2))}


CASES = [("digits", "maximum", 1e-2), ("digits", "standardize", 1e-3), ("breast_cancer", "standardize", 1e-2)]
runs = [{"data": data, "scaling": scaling, "l2": l2, **fit(data, scaling, l2)} for data, scaling, l2 in CASES]
print('{"source": "scipy %s",\n"runs": [\n%s\n]}' % (scipy.__version__, ",\n".join(map(json.dumps, runs))))
