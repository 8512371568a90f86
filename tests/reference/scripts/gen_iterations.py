"""How many iterations each rule of the lecture needs on the function with two minima, by plain NumPy: numbers for
tests/run/ends_test.cpp. The rules are written from the papers, with default settings, w0 = (0.3, 0.8)."""
import json
import numpy as np

minima = [np.array(json_point["x"]) for json_point in
          json.load(open("tests/reference/two_wells.json"))["stationary_points"] if json_point["kind"] == "minimum"]


def gradient(w):
    x, y = w
    a = 2 * np.exp(-((x - 1) ** 2 + y**2) / 0.2)
    b = 6 * np.exp(-((x + 1) ** 2 + y**2) / 0.2)
    return np.array([a * (x - 1) / 0.1 + b * (x + 1) / 0.1 + 2 * x, a * y / 0.1 + b * y / 0.1 + 2 * y])


def sgd(w, eta):
    while True:
        w = w - eta * gradient(w)
        yield w


def momentum(w, eta, alpha=0.9):
    u = 0 * w
    while True:
        u = alpha * u - eta * gradient(w)
        w = w + u
        yield w


def nesterov(w, eta, alpha=0.9):
    u = 0 * w
    while True:
        u = alpha * u - eta * gradient(w + alpha * u)
        w = w + u
        yield w


def adagrad(w, eta, epsilon=1e-8):
    t = 0 * w
    while True:
        g = gradient(w)
        t = t + g**2
        w = w - eta / (np.sqrt(t) + epsilon) * g
        yield w


def rmsprop(w, eta, rho=0.9, epsilon=1e-8):
    t = 0 * w
    while True:
        g = gradient(w)
        t = rho * t + (1 - rho) * g**2
        w = w - eta / (np.sqrt(t) + epsilon) * g
        yield w


def adam(w, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v, k = 0 * w, 0 * w, 0
    while True:
        k += 1
        g = gradient(w)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        w = w - eta * (m / (1 - beta1**k)) / (np.sqrt(v / (1 - beta2**k)) + epsilon)
        yield w


for rule, eta in [(sgd, 0.01), (momentum, 0.005), (nesterov, 0.005), (adagrad, 0.3), (rmsprop, 0.001), (adam, 0.01)]:
    for k, w in enumerate(rule(np.array([0.3, 0.8]), eta), 1):
        distances = [np.linalg.norm(w - m) for m in minima]
        if min(distances) <= 1e-3 or k == 10000:
            break
    print(rule.__name__, eta, k, "%.6g" % min(distances), w)
