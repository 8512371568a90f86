"""Values, gradients and minima of the functions of landscapes.json, with 50 digits.

Usage: pip install mpmath; python gen_landscapes.py > ../landscapes.json

Each formula is written once and computed twice: in mpmath's numbers, which is the reference, and in float64, whose
error is stored so that a test knows what can be asked for.
"""
import json
import math
import random

import mpmath as mp

mp.mp.dps = 50


def foxholes(x, m):
    a = [-32, -16, 0, 16, 32]
    return 1 / (0.002 + sum(1 / (j + 1 + (x[0] - a[j % 5]) ** 6 + (x[1] - a[j // 5]) ** 6) for j in range(25)))


HARTMANN = [1.0, 1.2, 3.0, 3.2]
A3 = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]
P3 = [[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.03815, 0.5743, 0.8828]]
A6 = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P6 = [[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
      [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]]


def hartmann(A, P):
    return lambda x, m: -sum(c * m.exp(-sum(a * (xi - p) ** 2 for a, p, xi in zip(row, place, x)))
                             for c, row, place in zip(HARTMANN, A, P))


SHEKEL = [(0.1, [4, 4, 4, 4]), (0.2, [1, 1, 1, 1]), (0.2, [8, 8, 8, 8]), (0.4, [6, 6, 6, 6]), (0.4, [3, 7, 3, 7]),
          (0.6, [2, 9, 2, 9]), (0.3, [5, 5, 3, 3]), (0.7, [8, 1, 8, 1]), (0.5, [6, 2, 6, 2]), (0.5, [7, 3.6, 7, 3.6])]


def shekel(x, m):
    return -sum(1 / (b + sum((xi - ci) ** 2 for xi, ci in zip(x, c))) for b, c in SHEKEL)


def helical(x, m):
    theta = m.atan(x[1] / x[0]) / (2 * m.pi) + (0.5 if x[0] < 0 else 0)
    return 100 * ((x[2] - 10 * theta) ** 2 + (m.sqrt(x[0] ** 2 + x[1] ** 2) - 1) ** 2) + x[2] ** 2


def recurrent(x, m):
    state = 0.5
    for _ in range(50):
        state = x[0] / (1 + m.exp(-state)) + x[1]
    return (1 / (1 + m.exp(-state)) - 0.7) ** 2


def shubert(x, m):
    return math.prod(sum(j * m.cos((j + 1) * xi + j) for j in range(1, 6)) for xi in x)


def norm2(x):
    return sum(xi * xi for xi in x)


def alpine2(x, m):
    return -math.prod(m.sqrt(xi) * m.sin(xi) for xi in x)


def box3(x, m):
    return sum((m.exp(-0.1 * i * x[0]) - m.exp(-0.1 * i * x[1]) - x[2] * (m.exp(-0.1 * i) - m.exp(-1.0 * i))) ** 2
               for i in range(1, 11))


def bird(x, m):
    return (m.sin(x[0]) * m.exp((1 - m.cos(x[1])) ** 2) + m.cos(x[1]) * m.exp((1 - m.sin(x[0])) ** 2)
            + (x[0] - x[1]) ** 2)


def trefethen(x, m):
    return (m.exp(m.sin(50 * x[0])) + m.sin(60 * m.exp(x[1])) + m.sin(70 * m.sin(x[0])) + m.sin(m.sin(80 * x[1]))
            - m.sin(10 * (x[0] + x[1])) + 0.25 * norm2(x))


def colville(x, m):
    return (100 * (x[0] ** 2 - x[1]) ** 2 + (x[0] - 1) ** 2 + (x[2] - 1) ** 2 + 90 * (x[2] ** 2 - x[3]) ** 2
            + 10.1 * ((x[1] - 1) ** 2 + (x[3] - 1) ** 2) + 19.8 * (x[1] - 1) * (x[3] - 1))


def levy13(x, m):
    return (m.sin(3 * m.pi * x[0]) ** 2 + (x[0] - 1) ** 2 * (1 + m.sin(3 * m.pi * x[1]) ** 2)
            + (x[1] - 1) ** 2 * (1 + m.sin(2 * m.pi * x[1]) ** 2))


def keane(x, m):
    return -(m.sin(x[0] - x[1]) ** 2 * m.sin(x[0] + x[1]) ** 2) / m.sqrt(norm2(x))


def waves(x, m):  # Schaffer's F6
    return 0.5 + (m.sin(m.sqrt(norm2(x))) ** 2 - 0.5) / (1 + 0.001 * norm2(x)) ** 2


POWELL = mp.findroot(lambda y: mp.exp(-1 / (10**4 * y)) + mp.exp(-y) - mp.mpf("1.0001"), 9.1)


# name, dimensions, from, to, formula, minimizers to begin with: exact if `exact`, else found from there.
FUNCTIONS = [
    ("alpine2", [2, 5], 0, 10, alpine2, [7.917], False),
    ("bird", [2], -2 * math.pi, 2 * math.pi, bird, [[4.701, 3.1529], [-1.5821, -3.1302]], False),
    ("bohachevsky2", [2], -100, 100, lambda x, m: x[0] ** 2 + 2 * x[1] ** 2
     - 0.3 * m.cos(3 * m.pi * x[0]) * m.cos(4 * m.pi * x[1]) + 0.3, [0], True),
    ("bohachevsky3", [2], -100, 100, lambda x, m: x[0] ** 2 + 2 * x[1] ** 2
     - 0.3 * m.cos(3 * m.pi * x[0] + 4 * m.pi * x[1]) + 0.3, [0], True),
    ("box3", [3], [-2, -2, -2], [12, 12, 2], box3, [[1, 10, 1], [10, 1, -1]], True),
    ("chung_reynolds", [2, 10], -100, 100, lambda x, m: norm2(x) ** 2, [0], True),
    ("cliff", [2], [-2, -5], [8, 1], recurrent, [[0, math.log(7 / 3)]], True),
    ("colville", [4], -10, 10, colville, [1], True),
    ("csendes", [2, 5], -1, 1, lambda x, m: sum(xi ** 6 * (2 + m.sin(1 / xi)) if xi != 0 else 0 for xi in x), [0], True),
    ("egg_crate", [2], -5, 5, lambda x, m: norm2(x) + 25 * sum(m.sin(xi) ** 2 for xi in x), [0], True),
    ("exponential", [2, 10], -1, 1, lambda x, m: -m.exp(-0.5 * norm2(x)), [0], True),
    ("forrester", [1], 0, 1, lambda x, m: (6 * x[0] - 2) ** 2 * m.sin(12 * x[0] - 4), [[0.7572], [0.1426]], False),
    ("foxholes", [2], -65.536, 65.536, foxholes, [-31.978], False),
    ("freudenstein_roth", [2], [-5, -5], [15, 10], lambda x, m: (x[0] - 13 + ((5 - x[1]) * x[1] - 2) * x[1]) ** 2
     + (x[0] - 29 + ((x[1] + 1) * x[1] - 14) * x[1]) ** 2, [[5, 4], [11.4128, -0.8968]], False),
    ("gramacy_lee", [1], 0.5, 2.5, lambda x, m: m.sin(10 * m.pi * x[0]) / (2 * x[0]) + (x[0] - 1) ** 4, [0.5486], False),
    ("hartmann3", [3], 0, 1, hartmann(A3, P3), [[0.1146, 0.5556, 0.8525]], False),
    ("hartmann6", [6], 0, 1, hartmann(A6, P6), [[0.2017, 0.15, 0.4769, 0.2753, 0.3117, 0.6573]], False),
    ("helical_valley", [3], -10, 10, helical, [[1, 0, 0]], True),
    ("hosaki", [2], [0, 0], [5, 6], lambda x, m: (1 + x[0] * (-8 + x[0] * (7 + x[0] * (x[0] / 4 - mp.mpf(7) / 3
     if m is mp else x[0] / 4 - 7 / 3)))) * x[1] ** 2 * m.exp(-x[1]), [[4, 2], [1, 2]], True),
    ("jennrich_sampson", [2], -1, 1, lambda x, m: sum((2 + 2 * i - m.exp(i * x[0]) - m.exp(i * x[1])) ** 2
     for i in range(1, 11)), [0.2578], False),
    ("keane", [2], 0, 10, keane, [[0, 1.3932], [1.3932, 0]], False),
    ("leon", [2], -1.5, 1.5, lambda x, m: 100 * (x[1] - x[0] ** 3) ** 2 + (1 - x[0]) ** 2, [1], True),
    ("levy13", [2], -10, 10, levy13, [1], True),
    ("plateau", [2, 10], -6, 6, lambda x, m: sum(m.tanh(xi) ** 2 for xi in x) / 2, [0], True),
    ("powell_badly_scaled", [2], -10, 10, lambda x, m: (1e4 * x[0] * x[1] - 1) ** 2
     + (m.exp(-x[0]) + m.exp(-x[1]) - 1.0001) ** 2, [[1 / (10**4 * POWELL), POWELL]], True),
    ("price2", [2], -10, 10, lambda x, m: 1 + m.sin(x[0]) ** 2 + m.sin(x[1]) ** 2 - 0.1 * m.exp(-norm2(x)), [0], True),
    ("qing", [2, 3], -500, 500, lambda x, m: sum((xi * xi - i) ** 2 for i, xi in enumerate(x, 1)), "roots", False),
    ("salomon", [2, 10], -100, 100, lambda x, m: 1 - m.cos(2 * m.pi * m.sqrt(norm2(x))) + 0.1 * m.sqrt(norm2(x)), [0],
     True),
    ("schaffer_f6", [2], -100, 100, waves, [0], True),
    ("schwefel_2_21", [2, 10], -100, 100, lambda x, m: max(abs(xi) for xi in x), [0], True),
    ("shekel10", [4], 0, 10, shekel, [[4.0007, 4.0005, 3.9997, 3.9995]], False),
    ("shubert", [2], -10, 10, shubert, [[-1.4251, -7.0835], [4.858, 5.4829], [-7.7083, -0.8003]], False),
    ("trefethen", [2], -1, 1, trefethen, [[-0.0244, 0.2106]], False),
    ("wayburn_seader1", [2], -5, 5, lambda x, m: (x[0] ** 6 + x[1] ** 4 - 17) ** 2 + (2 * x[0] + x[1] - 4) ** 2,
     [[1, 2], [1.5968, 0.8064]], False),
    ("xin_she_yang2", [2, 5], -2 * math.pi, 2 * math.pi, lambda x, m: sum(abs(xi) for xi in x)
     * m.exp(-sum(m.sin(xi * xi) for xi in x)), [0], True),
]


def gradient(f, x):
    """Central differences with 50 digits: at a width of 10^-16 they are exact to 30."""
    h = mp.mpf(10) ** -16
    moved = lambda i, s: f([xj + s * h if j == i else xj for j, xj in enumerate(x)], mp)
    return [(moved(i, 1) - moved(i, -1)) / (2 * h) for i in range(len(x))]


def stationary(f, x):
    """By Newton's method, the Hessian from differences of the gradient."""
    x = [mp.mpf(xi) for xi in x]
    h = mp.mpf(10) ** -8
    for _ in range(12):
        g = gradient(f, x)
        columns = [gradient(f, [xj + (h if j == i else 0) for j, xj in enumerate(x)]) for i in range(len(x))]
        H = mp.matrix(len(x))
        for i, column in enumerate(columns):
            for j in range(len(x)):
                H[j, i] = (column[j] - g[j]) / h
        step = mp.lu_solve(H, mp.matrix(g))
        x = [xi - si for xi, si in zip(x, step)]
    return x


def entry(name, n, lower, upper, f, starts, exact):
    lower, upper = [list(map(float, v)) if isinstance(v, list) else [float(v)] * n for v in (lower, upper)]
    if starts == "roots":
        minimizers = [[mp.sqrt(i) for i in range(1, n + 1)]]
    else:
        starts = [s if isinstance(s, list) else [s] * n for s in starts]
        minimizers = [[mp.mpf(s) for s in start] if exact else stationary(f, start) for start in starts]
    least = f(minimizers[0], mp)
    randomness = random.Random(name + str(n))
    points, error = [], 0.0
    for _ in range(8):
        x = [round(randomness.uniform(a, b), 4) for a, b in zip(lower, upper)]
        value = f([mp.mpf(xi) for xi in x], mp)
        error = max(error, abs(float(f(x, math) - value)), 1e-15 * (1 + abs(float(value))))
        points.append({"x": x, "f": float(value), "grad": [float(g) for g in gradient(f, [mp.mpf(xi) for xi in x])]})
    return {"name": name, "dim": n, "domain_lo": lower, "domain_hi": upper, "err_float64": error,
            "f_min": float(least) if abs(least) > 1e-30 else 0.0,
            "minimizers": [[float(xi) if abs(xi) > 1e-30 else 0.0 for xi in x] for x in minimizers], "points": points}


entries = [entry(name, n, *rest) for name, dimensions, *rest in FUNCTIONS for n in dimensions]
lines = ",\n".join(json.dumps(e) for e in entries)
print('{"source": "mpmath %s, 50 digits",\n"functions": [\n%s\n]}' % (mp.__version__, lines))
