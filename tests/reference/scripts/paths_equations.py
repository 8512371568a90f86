"""paths/equations.json: the papers' equations in 50-digit arithmetic, for optimizers of which no independent
implementation could be had, or none that agrees with the paper. Written from the papers, not from the plugins.

pip install mpmath numpy; python paths_equations.py
"""
from importlib.metadata import version

import numpy
from mpmath import mp, mpf

from paths import Paths

mp.dps = 50
paths = Paths(f"the paper's equations in mpmath {version('mpmath')}, 50 digits", independent=False)


def vector(numbers):
    return numpy.array([mpf(float(x)) for x in numbers], dtype=object)


def dot(a, b):
    return sum(a * b)


sqrt = numpy.frompyfunc(mp.sqrt, 1, 1)
sign = numpy.frompyfunc(lambda x: mpf(mp.sign(x)), 1, 1)
maximum = numpy.frompyfunc(max, 2, 1)


def two_wells(w):
    x, y = w
    right, left = 2 * mp.exp(-5 * ((x - 1) ** 2 + y * y)), 6 * mp.exp(-5 * ((x + 1) ** 2 + y * y))
    gradient = numpy.array([10 * (x - 1) * right + 10 * (x + 1) * left + 2 * x, 10 * y * (right + left) + 2 * y])
    return -right - left + x * x + y * y, gradient


def quadratic(w):
    eigenvalues = numpy.array([mpf(100) ** (mpf(i) / 3) for i in range(4)], dtype=object)
    return sum(eigenvalues * w * w) / 2, eigenvalues * w


def rosenbrock(w):
    x, y = w
    value = 100 * (y - x * x) ** 2 + (1 - x) ** 2
    return value, numpy.array([-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)])


EXACT = {"two_wells": two_wells, "quadratic": quadratic, "rosenbrock": rosenbrock}


def add(name, settings, rates, rule, **more):
    """rule(f, w, eta) is a generator of w; f(w) gives value and gradient."""
    for problem, rate in rates.items():

        def walk(problem, function, start, steps):
            points = rule(EXACT[problem], vector(start), None if rate is None else mpf(rate))
            return [numpy.array([float(x) for x in next(points)]) for _ in range(steps)]

        paths.add(name, settings, rate, problem, walk, **more)


def accelerated_gradient(restart):
    def rule(f, w, eta):
        """Nesterov (1983); O'Donoghue and Candes (2015), gradient scheme."""
        y, t = w, mpf(1)
        while True:
            g = f(y)[1]
            new = y - eta * g
            new_t = (1 + mp.sqrt(1 + 4 * t * t)) / 2
            turn = restart and dot(g, new - w) > 0
            y = new if turn else new + (t - 1) / new_t * (new - w)
            w, t = new, mpf(1) if turn else new_t
            yield w

    return rule


def barzilai_borwein(is_long):
    def rule(f, w, eta):
        """Barzilai and Borwein (1988), eqs. 5 and 6."""
        g, step = f(w)[1], eta
        while True:
            new = w - step * g
            new_g = f(new)[1]
            s, y = new - w, new_g - g
            if dot(s, y) > 0:
                step = dot(s, s) / dot(s, y) if is_long else dot(s, y) / dot(y, y)
            else:
                step = eta
            w, g = new, new_g
            yield w

    return rule


def avagrad(f, w, eta, beta1=mpf(0.9), beta2=mpf(0.999), epsilon=mpf(0.1)):
    """Savarese et al. (2021), algorithm 2, with the corrections of bias as in Adam."""
    m, v, k = 0 * w, 0 * w, 0
    while True:
        g = f(w)[1]
        k += 1
        m = beta1 * m + (1 - beta1) * g
        if k > 1:
            r = 1 / (sqrt(v / (1 - beta2 ** (k - 1))) + epsilon)
            w = w - eta * r / mp.sqrt(dot(r, r) / len(w)) * m / (1 - beta1 ** k)
        v = beta2 * v + (1 - beta2) * g * g
        yield w


def padam(f, w, eta, p=mpf(0.125), beta1=mpf(0.9), beta2=mpf(0.999), epsilon=mpf(1e-8)):
    """Chen et al. (2020), algorithm 1, with the corrections of bias of the authors' code."""
    m, v, u, k = 0 * w, 0 * w, 0 * w, 0
    while True:
        g = f(w)[1]
        k += 1
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        u = maximum(u, v)
        rate = eta * mp.sqrt(1 - beta2 ** k) / (1 - beta1 ** k)
        w = w - rate * m / numpy.array([(mp.sqrt(x) + epsilon) ** (2 * p) for x in u], dtype=object)
        yield w


def irprop_plus(f, w, eta):
    """Igel and Huesken (2003), table 1, number by number."""
    step, before, move, last = [eta] * len(w), [mpf(0)] * len(w), [mpf(0)] * len(w), None
    while True:
        value, g = f(w)
        g, w = list(g), w.copy()
        for i in range(len(w)):
            if g[i] * before[i] > 0:
                step[i] = min(step[i] * mpf(1.2), mpf(50))
                move[i] = -mp.sign(g[i]) * step[i]
                w[i] += move[i]
                before[i] = g[i]
            elif g[i] * before[i] < 0:
                step[i] = step[i] * mpf(0.5)
                if value > last:
                    w[i] -= move[i]
                    move[i] = -move[i]
                else:
                    move[i] = mpf(0)
                before[i] = mpf(0)
            else:
                move[i] = -mp.sign(g[i]) * step[i]
                w[i] += move[i]
                before[i] = g[i]
        last = value
        yield w


def lars(f, w, eta, trust=mpf(0.1), decay=mpf(0.5), alpha=mpf(0.9)):
    """You, Gitman and Ginsburg (2017), algorithm 1; all of w is one layer."""
    u = 0 * w
    while True:
        g = f(w)[1]
        rate = trust * mp.sqrt(dot(w, w)) / (mp.sqrt(dot(g, g)) + decay * mp.sqrt(dot(w, w)))
        u = alpha * u + eta * rate * (g + decay * w)
        w = w - u
        yield w


def coordinate_search(f, w, eta):
    """Kolda, Lewis and Torczon (2003), algorithm 3.1, polling one coordinate after the other."""
    d, i, idle, w = mpf(0.5), 0, 0, w.copy()
    while True:
        value = f(w)[0]
        moved = False
        for side in (d, -d):
            trial = w.copy()
            trial[i] += side
            if f(trial)[0] < value:
                w, moved = trial, True
                break
        i = (i + 1) % len(w)
        idle = 0 if moved else idle + 1
        if idle == len(w):
            idle, d = 0, d / 2
        yield w.copy()


def ftrl(beta, l1, l2):
    def rule(f, w, eta):
        """McMahan et al. (2013), algorithm 1; the sum of the sigmas is sqrt(n) / eta_k, and beta's part pulls to w_1."""
        n, z, D = 0 * w, -beta / eta * w, beta / eta + 0 * w
        while True:
            g = f(w)[1]
            n = n + g * g
            growth = (beta + sqrt(n)) / eta - D
            D = D + growth
            z = z + g - growth * w
            w = numpy.array([mpf(0) if abs(x) <= l1 else (mp.sign(x) * l1 - x) / (d + l2) for x, d in zip(z, D)],
                            dtype=object)
            yield w

    return rule


def newton_cg(memory):
    def rule(f, w, eta):
        """Nocedal and Wright (2006), algorithms 7.1 and 5.3, on a quadratic, whose steps of 1 meet the Wolfe conditions; the
        preconditioner is BFGS (their eq. 6.17) of the last pairs, from their eq. 6.20, as a matrix."""
        pairs, one = [], numpy.array([[mpf(i == j) for j in range(len(w))] for i in range(len(w))], dtype=object)
        while True:
            g, M = f(w)[1], one
            if pairs:
                s, y = pairs[-1]
                M = dot(s, y) / dot(y, y) * one
            for s, y in pairs:
                V = one - numpy.outer(y, s) / dot(s, y)
                M = V.T @ M @ V + numpy.outer(s, s) / dot(s, y)
            size = sum(abs(g))
            r, z, d = g, M @ g, 0 * w
            p = -z
            while sum(abs(r)) > min(mpf(1) / 2, mp.sqrt(size)) * size:
                Hp, rz = f(p)[1], dot(r, z)
                a = rz / dot(p, Hp)
                d, r = d + a * p, r + a * Hp
                z = M @ r
                p = -z + dot(r, z) / rz * p
            w = w + d
            pairs = [*pairs, (d, f(w)[1] - g)][-memory:]
            yield w

    return rule


SLOW = {"rosenbrock": 5e-4, "quadratic": 5e-3, "two_wells": 5e-3}
add("accelerated_gradient", {}, SLOW, accelerated_gradient(False))
add("accelerated_gradient", {"restart": True}, SLOW, accelerated_gradient(True))
for step in ("long", "short"):
    add("barzilai_borwein", {"step": step}, SLOW, barzilai_borwein(step == "long"), steps=(1, 2, 3, 5, 7), need=5)
add("avagrad", {}, {"quadratic": 0.01, "two_wells": 0.01}, avagrad)
add("padam", {}, {"rosenbrock": 0.01, "quadratic": 0.01, "two_wells": 0.01}, padam)
add("irprop_plus", {}, {"rosenbrock": 0.01, "quadratic": 0.01, "two_wells": 0.01}, irprop_plus)
add("lars", {"trust": 0.1, "weight_decay": 0.5}, {"rosenbrock": 0.1, "quadratic": 0.1, "two_wells": 0.1}, lars)
add("coordinate_search", {}, dict.fromkeys(SLOW), coordinate_search, steps=(1, 2, 3, 10, 30))
add("ftrl", {}, {"rosenbrock": 0.01, "quadratic": 0.1, "two_wells": 0.1}, ftrl(mpf(1), mpf(0), mpf(0)))
add("ftrl", {"l1": 0.5, "l2": 0.25, "beta": 0.5}, {"rosenbrock": 0.01, "quadratic": 0.1, "two_wells": 0.1},
    ftrl(mpf(1) / 2, mpf(1) / 2, mpf(1) / 4))
for memory in (1, 10):
    add("newton_cg", {"memory": memory}, {"quadratic": None}, newton_cg(memory), steps=(1, 2, 3, 4, 5, 7), need=3)
paths.write("equations.json")
