"""Minima of the linear models on the shipped data sets, by Newton's method in extended precision.

Usage: pip install numpy; python gen_linear_models.py > ../linear_models.json

The rows but every fifth are the training examples, standardised. `gap` bounds what the value may be above the minimum,
from the gradient that is left: |g|^2 / (2 l2).
"""
import json
import pathlib

import numpy as np

SETS = pathlib.Path(__file__).parents[3] / "problems" / "data" / "sets"
L = np.longdouble


def load(name):
    table = np.loadtxt(SETS / (name + ".csv"), delimiter=",", skiprows=1).astype(L)
    table = table[np.arange(len(table)) % 5 != 0]
    x = table[:, :-1] - table[:, :-1].mean(axis=0)
    deviation = np.sqrt((x**2).mean(axis=0))
    return np.hstack([x / np.where(deviation > 0, deviation, 1), np.ones((len(x), 1), L)]), table[:, -1]


def least_squares(z, y):
    return (z - y) ** 2 / 2, z - y, np.ones_like(z)


def huber(z, y, d=L(1) / 4):
    r = z - y
    near = abs(r) <= d
    return np.where(near, r * r / 2, d * (abs(r) - d / 2)), np.clip(r, -d, d), near.astype(L)


def squared_hinge(z, y):
    s = 2 * y - 1
    slack = np.maximum(0, 1 - s * z)
    return slack**2, -2 * s * slack, 2 * (slack > 0).astype(L)


def poisson(z, y):
    return np.exp(z) - y * z, np.exp(z) - y, np.exp(z)


def logistic(z, y):
    p = 1 / (1 + np.exp(-z))
    return np.logaddexp(L(0), z) - y * z, p - y, p * (1 - p)


def fit(loss, x, y, l2):
    l2 = L(l2)
    free = np.append(np.ones(x.shape[1] - 1, L), 0)

    def expand(w):
        f, s, c = loss(x @ w, y)
        return f.mean() + l2 / 2 * (free * w * w).sum(), x.T @ s / len(y) + l2 * free * w, c

    w = np.zeros(x.shape[1], L)
    at_0, g0, _ = expand(w)
    for _ in range(40):
        f, g, c = expand(w)
        H = (x.T * c) @ x / len(y) + l2 * np.diag(free)
        step = np.linalg.solve(H.astype(float), g.astype(float)).astype(L)
        length = L(1)
        while length > 1e-9 and expand(w - length * step)[0] > f:
            length /= 2
        w = w - length * step
    f, g, _ = expand(w)
    return {"f_at_0": float(at_0), "grad_norm_at_0": float(np.sqrt((g0**2).sum())), "f_star": float(f),
            "w_norm": float(np.sqrt((w[:-1] ** 2).sum())), "b": float(w[-1]), "grad_norm": float(np.sqrt((g**2).sum())),
            "gap": float((g**2).sum() / (2 * l2))}


MODELS = [("least_squares", least_squares, "breast_cancer", 1e-3), ("least_squares", least_squares, "breast_cancer", 0.1),
          ("huber_regression", huber, "breast_cancer", 1e-3), ("squared_hinge", squared_hinge, "breast_cancer", 1e-3),
          ("poisson_regression", poisson, "digits", 1e-3), ("logistic_regression", logistic, "breast_cancer", 1e-3),
          ("logistic_regression", logistic, "breast_cancer", 0.1)]
runs = [{"problem": name, "data": data, "l2": l2, **fit(loss, *load(data), l2)} for name, loss, data, l2 in MODELS]
print('{"source": "Newton\'s method, numpy longdouble",\n"runs": [\n%s\n]}' % ",\n".join(map(json.dumps, runs)))
