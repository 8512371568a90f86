"""The problems of Moré, Garbow & Hillstrom (1981), written a second time, with 50 digits.

Usage: pip install mpmath gmpy2 scipy; python gen_mgh.py > ../mgh.json

For each problem: f = 1/2 sum_i r_i^2 at the standard start times 1, 10 and 100; residuals and their Jacobian near the
start; and the least value with its point, which Newton's method finds from the digits that the paper prints.
"""
import json
import sys

import mpmath as mp
from scipy.optimize import least_squares

mp.mp.dps = 50
exp, sqrt, sin, cos = mp.exp, mp.sqrt, mp.sin, mp.cos


def d(text):
    return [mp.mpf(x) for x in text.split()]


def rosenbrock(x):
    return [10 * (x[1] - x[0] ** 2), 1 - x[0]]


def freudenstein_roth(x):
    return [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]]


def powell_badly_scaled(x):
    return [10000 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - mp.mpf("1.0001")]


def brown_badly_scaled(x):
    return [x[0] - 10 ** 6, x[1] - mp.mpf("2e-6"), x[0] * x[1] - 2]


def beale(x):
    return [y - x[0] * (1 - x[1] ** (i + 1)) for i, y in enumerate(d("1.5 2.25 2.625"))]


def jennrich_sampson(x):
    return [2 + 2 * i - (exp(i * x[0]) + exp(i * x[1])) for i in range(1, 11)]


def helical_valley(x):
    theta = mp.atan(x[1] / x[0]) / (2 * mp.pi) + (mp.mpf("0.5") if x[0] < 0 else 0)
    return [10 * (x[2] - 10 * theta), 10 * (sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2]]


BARD = d("0.14 0.18 0.22 0.25 0.29 0.32 0.35 0.39 0.37 0.58 0.73 0.96 1.34 2.10 4.39")


def bard(x):
    return [y - (x[0] + u / ((16 - u) * x[1] + min(u, 16 - u) * x[2])) for u, y in enumerate(BARD, 1)]


GAUSSIAN = d("0.0009 0.0044 0.0175 0.0540 0.1295 0.2420 0.3521 0.3989")


def gaussian(x):
    ys = GAUSSIAN + GAUSSIAN[-2::-1]
    return [x[0] * exp(-x[1] * (mp.mpf(8 - i) / 2 - x[2]) ** 2 / 2) - y for i, y in enumerate(ys, 1)]


MEYER = d("34780 28610 23650 19630 16370 13720 11540 9744 8261 7030 6005 5147 4427 3820 3307 2872")


def meyer(x):
    return [x[0] * exp(x[1] / (45 + 5 * i + x[2])) - y for i, y in enumerate(MEYER, 1)]


def gulf(x):
    r = []
    for i in range(1, 100):
        t = mp.mpf(i) / 100
        y = 25 + (-50 * mp.log(t)) ** (mp.mpf(2) / 3)
        r.append(exp(-abs(y - x[1]) ** x[2] / x[0]) - t)
    return r


def box3(x):
    ts = [mp.mpf(i) / 10 for i in range(1, 11)]
    return [exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t)) for t in ts]


def powell_singular(x):
    return [x[0] + 10 * x[1], sqrt(mp.mpf(5)) * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2,
            sqrt(mp.mpf(10)) * (x[0] - x[3]) ** 2]


def wood(x):
    a, b, c, e = x
    return [10 * (b - a ** 2), 1 - a, sqrt(mp.mpf(90)) * (e - c ** 2), 1 - c, sqrt(mp.mpf(10)) * (b + e - 2),
            (b - e) / sqrt(mp.mpf(10))]


KOWALIK = list(zip(d("0.1957 0.1947 0.1735 0.1600 0.0844 0.0627 0.0456 0.0342 0.0323 0.0235 0.0246"),
                   d("4 2 1 0.5 0.25 0.167 0.125 0.1 0.0833 0.0714 0.0625")))


def kowalik_osborne(x):
    return [y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]) for y, u in KOWALIK]


def brown_dennis(x):
    ts = [mp.mpf(i) / 5 for i in range(1, 21)]
    return [(x[0] + t * x[1] - exp(t)) ** 2 + (x[2] + x[3] * sin(t) - cos(t)) ** 2 for t in ts]


OSBORNE1 = d("""0.844 0.908 0.932 0.936 0.925 0.908 0.881 0.850 0.818 0.784 0.751 0.718 0.685 0.658 0.628 0.603 0.580
    0.558 0.538 0.522 0.506 0.490 0.478 0.467 0.457 0.448 0.438 0.431 0.424 0.420 0.414 0.411 0.406""")


def osborne1(x):
    return [y - (x[0] + x[1] * exp(-10 * i * x[3]) + x[2] * exp(-10 * i * x[4])) for i, y in enumerate(OSBORNE1)]


def biggs_exp6(x):
    r = []
    for i in range(1, 14):
        t = mp.mpf(i) / 10
        y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t)
        r.append(x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y)
    return r


OSBORNE2 = d("""1.366 1.191 1.112 1.013 0.991 0.885 0.831 0.847 0.786 0.725 0.746 0.679 0.608 0.655 0.616 0.606 0.602
    0.626 0.651 0.724 0.649 0.649 0.694 0.644 0.624 0.661 0.612 0.558 0.533 0.495 0.500 0.423 0.395 0.375 0.372 0.391
    0.396 0.405 0.428 0.429 0.523 0.562 0.607 0.653 0.672 0.708 0.633 0.668 0.645 0.632 0.591 0.559 0.597 0.625 0.739
    0.710 0.729 0.720 0.636 0.581 0.428 0.292 0.162 0.098 0.054""")


def osborne2(x):
    r = []
    for i, y in enumerate(OSBORNE2):
        t = mp.mpf(i) / 10
        model = x[0] * exp(-t * x[4])
        for height, width, centre in [(1, 5, 8), (2, 6, 9), (3, 7, 10)]:
            model += x[height] * exp(-(t - x[centre]) ** 2 * x[width])
        r.append(y - model)
    return r


def watson(x):
    r = []
    for i in range(1, 30):
        t = mp.mpf(i) / 29
        slope = mp.fsum((j - 1) * xj * t ** (j - 2) for j, xj in enumerate(x, 1) if j > 1)
        r.append(slope - mp.fsum(xj * t ** (j - 1) for j, xj in enumerate(x, 1)) ** 2 - 1)
    return r + [x[0], x[1] - x[0] ** 2 - 1]


def extended_rosenbrock(x):
    r = []
    for i in range(0, len(x), 2):
        r += rosenbrock(x[i:i + 2])
    return r


def extended_powell_singular(x):
    r = []
    for i in range(0, len(x), 4):
        r += powell_singular(x[i:i + 4])
    return r


def penalty1(x):
    return [sqrt(mp.mpf("1e-5")) * (xi - 1) for xi in x] + [mp.fsum(xi ** 2 for xi in x) - mp.mpf(1) / 4]


def penalty2(x):
    n, a = len(x), sqrt(mp.mpf("1e-5"))
    r = [x[0] - mp.mpf(1) / 5]
    for i in range(2, n + 1):
        y = exp(mp.mpf(i) / 10) + exp(mp.mpf(i - 1) / 10)
        r.append(a * (exp(x[i - 1] / 10) + exp(x[i - 2] / 10) - y))
    for i in range(n + 1, 2 * n):
        r.append(a * (exp(x[i - n] / 10) - exp(-mp.mpf(1) / 10)))
    return r + [mp.fsum((n - j) * x[j] ** 2 for j in range(n)) - 1]


def variably_dimensioned(x):
    s = mp.fsum(j * (xj - 1) for j, xj in enumerate(x, 1))
    return [xi - 1 for xi in x] + [s, s ** 2]


def trigonometric(x):
    n = len(x)
    s = mp.fsum(cos(xj) for xj in x)
    return [n - s + i * (1 - cos(xi)) - sin(xi) for i, xi in enumerate(x, 1)]


def brown_almost_linear(x):
    n, s = len(x), mp.fsum(x)
    return [xi + s - (n + 1) for xi in x[:-1]] + [mp.fprod(x) - 1]


def discrete_boundary(x):
    n = len(x)
    h = mp.mpf(1) / (n + 1)
    z = [mp.mpf(0)] + list(x) + [mp.mpf(0)]
    return [2 * z[i] - z[i - 1] - z[i + 1] + h ** 2 * (z[i] + i * h + 1) ** 3 / 2 for i in range(1, n + 1)]


def discrete_integral(x):
    n = len(x)
    h = mp.mpf(1) / (n + 1)
    t = [(j + 1) * h for j in range(n)]
    cube = [(x[j] + t[j] + 1) ** 3 for j in range(n)]
    return [x[i] + h * ((1 - t[i]) * mp.fsum(t[j] * cube[j] for j in range(i + 1)) +
                        t[i] * mp.fsum((1 - t[j]) * cube[j] for j in range(i + 1, n))) / 2 for i in range(n)]


def broyden_tridiagonal(x):
    z = [mp.mpf(0)] + list(x) + [mp.mpf(0)]
    return [(3 - 2 * z[i]) * z[i] - z[i - 1] - 2 * z[i + 1] + 1 for i in range(1, len(x) + 1)]


def broyden_banded(x):
    n, r = len(x), []
    for i in range(1, n + 1):
        band = [j for j in range(max(1, i - 5), min(n, i + 1) + 1) if j != i]
        r.append(x[i - 1] * (2 + 5 * x[i - 1] ** 2) + 1 - mp.fsum(x[j - 1] * (1 + x[j - 1]) for j in band))
    return r


def linear_full_rank(x, m):
    s = 2 * mp.fsum(x) / m
    return [xi - s - 1 for xi in x] + [-s - 1] * (m - len(x))


def linear_rank1(x, m):
    s = mp.fsum(j * xj for j, xj in enumerate(x, 1))
    return [i * s - 1 for i in range(1, m + 1)]


def linear_rank1_zero(x, m):
    s = mp.fsum(j * xj for j, xj in enumerate(x, 1) if 1 < j < len(x))
    return [mp.mpf(-1)] + [(i - 1) * s - 1 for i in range(2, m)] + [mp.mpf(-1)]


def chebyquad(x):
    """Shifted Chebyshev polynomials by their recurrence."""
    n = len(x)
    before, now = [mp.mpf(1)] * n, [2 * xj - 1 for xj in x]
    r = []
    for i in range(1, n + 1):
        r.append(mp.fsum(now) / n + (mp.mpf(1) / (i * i - 1) if i % 2 == 0 else 0))
        before, now = now, [2 * (2 * xj - 1) * a - b for xj, a, b in zip(x, now, before)]
    return r


def repeated(pattern, n):
    return (pattern * n)[:n]


def steps(n):
    return [mp.mpf(j) / (n + 1) for j in range(1, n + 1)]


def curve(n):
    return [t * (t - 1) for t in steps(n)]


def numbers(text):
    return d(text)


# name, residuals, settings, start, least sum of squares as the paper has it (None: not there), a point near it or None
ALL = [
    ("rosenbrock", rosenbrock, {}, d("-1.2 1"), "0", d("1 1")),
    ("freudenstein_roth", freudenstein_roth, {}, d("0.5 -2"), "0", d("5 4")),
    ("powell_badly_scaled", powell_badly_scaled, {}, d("0 1"), "0", "search"),
    ("brown_badly_scaled", brown_badly_scaled, {}, d("1 1"), "0", d("1e6 2e-6")),
    ("beale", beale, {}, d("1 1"), "0", d("3 0.5")),
    ("jennrich_sampson", jennrich_sampson, {}, d("0.3 0.4"), "124.362", d("0.2578 0.2578")),
    ("helical_valley", helical_valley, {}, d("-1 0 0"), "0", d("1 0 0")),
    ("bard", bard, {}, d("1 1 1"), "8.21487e-3", d("0.0824 1.133 2.344")),
    ("gaussian", gaussian, {}, d("0.4 1 0"), "1.12793e-8", d("0.399 1 0")),
    ("meyer", meyer, {}, d("0.02 4000 250"), "87.9458", d("0.005609636 6181.346 345.2236")),
    ("gulf", gulf, {}, d("5 2.5 0.15"), "0", d("50 25 1.5")),
    ("box3", box3, {}, d("0 10 20"), "0", d("1 10 1")),
    ("powell_singular", powell_singular, {}, d("3 -1 0 1"), "0", d("0 0 0 0")),
    ("wood", wood, {}, d("-3 -1 -3 -1"), "0", d("1 1 1 1")),
    ("kowalik_osborne", kowalik_osborne, {}, d("0.25 0.39 0.415 0.39"), "3.07505e-4", d("0.1928 0.1913 0.1231 0.1361")),
    ("brown_dennis", brown_dennis, {}, d("25 5 -5 -1"), "85822.2", d("-11.59 13.20 -0.4034 0.2368")),
    ("osborne1", osborne1, {}, d("0.5 1.5 -1 0.01 0.02"), "5.46489e-5", d("0.3754 1.9358 -1.4647 0.01287 0.02212")),
    ("biggs_exp6", biggs_exp6, {}, d("1 2 1 1 1 1"), "0", d("1 10 1 5 4 3")),
    ("osborne2", osborne2, {}, d("1.3 0.65 0.65 0.7 0.6 3 5 7 2 4.5 5.5"), "4.01377e-2",
     d("1.31 0.4315 0.6336 0.5993 0.7539 0.9056 1.3651 4.8248 2.3988 4.5689 5.6754")),
    ("watson", watson, {"dimension": 6}, d("0 0 0 0 0 0"), "2.28767e-3", d("-0.0157 1.0124 -0.2330 1.2604 -1.5137 0.9930")),
    ("watson", watson, {"dimension": 9}, [mp.mpf(0)] * 9, "1.39976e-6", "search"),
    ("watson", watson, {"dimension": 12}, [mp.mpf(0)] * 12, "4.72238e-10", "search"),
    ("extended_rosenbrock", extended_rosenbrock, {"dimension": 10}, repeated(d("-1.2 1"), 10), "0", d("1 " * 10)),
    ("extended_powell_singular", extended_powell_singular, {"dimension": 12}, repeated(d("3 -1 0 1"), 12), "0", d("0 " * 12)),
    ("penalty1", penalty1, {"dimension": 4}, d("1 2 3 4"), "2.24997e-5", d("0.2500 0.2500 0.2500 0.2500")),
    ("penalty1", penalty1, {"dimension": 10}, d("1 2 3 4 5 6 7 8 9 10"), "7.08765e-5", d("0.158 " * 10)),
    ("penalty2", penalty2, {"dimension": 4}, d("0.5 " * 4), "9.37629e-6", "search"),
    ("penalty2", penalty2, {"dimension": 10}, d("0.5 " * 10), "2.93660e-4", "search"),
    ("variably_dimensioned", variably_dimensioned, {"dimension": 10}, [1 - mp.mpf(j) / 10 for j in range(1, 11)], "0", d("1 " * 10)),
    ("trigonometric", trigonometric, {"dimension": 10}, d("0.1 " * 10), "0", None),
    ("brown_almost_linear", brown_almost_linear, {"dimension": 10}, d("0.5 " * 10), "0", d("1 " * 10)),
    ("discrete_boundary", discrete_boundary, {"dimension": 10}, curve(10), "0", None),
    ("discrete_integral", discrete_integral, {"dimension": 10}, curve(10), "0", None),
    ("broyden_tridiagonal", broyden_tridiagonal, {"dimension": 10}, d("-1 " * 10), "0", None),
    ("broyden_banded", broyden_banded, {"dimension": 10}, d("-1 " * 10), "0", None),
    ("linear_full_rank", lambda x: linear_full_rank(x, 20), {"dimension": 10, "residuals": 20}, d("1 " * 10), "10", d("-1 " * 10)),
    ("linear_rank1", lambda x: linear_rank1(x, 20), {"dimension": 10, "residuals": 20}, d("1 " * 10),
     str(mp.mpf(20 * 19) / 82), None),
    ("linear_rank1_zeros", lambda x: linear_rank1_zero(x, 20), {"dimension": 10, "residuals": 20}, d("1 " * 10),
     str(mp.mpf(400 + 60 - 6) / 74), None),
    ("chebyquad", chebyquad, {"dimension": 7}, steps(7), "0", "search"),
    ("chebyquad", chebyquad, {"dimension": 8}, steps(8), "3.51687e-3", "search"),
    ("chebyquad", chebyquad, {"dimension": 9}, steps(9), "0", "search"),
    ("chebyquad", chebyquad, {"dimension": 10}, steps(10), "6.50395e-3", "search"),
]


def half_squares(r):
    return mp.fsum(ri ** 2 for ri in r) / 2


def jacobian(f, x):
    """Central differences of order 4 with steps of 1e-12: exact to some 45 digits."""
    columns = []
    for j in range(len(x)):
        h = mp.mpf("1e-10") * max(1, abs(x[j]))

        def at(k):
            y = list(x)
            y[j] += k * h
            return f(y)

        columns.append([(8 * (p - m) - (p2 - m2)) / (12 * h)
                        for p, m, p2, m2 in zip(at(1), at(-1), at(2), at(-2))])
    return [[columns[j][i] for j in range(len(x))] for i in range(len(columns[0]))]


def gradient(f, x):
    r, J = f(x), jacobian(f, x)
    return [mp.fsum(J[i][j] * r[i] for i in range(len(r))) for j in range(len(x))]


def newton(f, x):
    """A zero of the gradient: SciPy's Levenberg-Marquardt, then Newton's method with the Hessian by differences."""
    rough = least_squares(lambda p: [float(r) for r in f([mp.mpf(pi) for pi in p])], [float(xi) for xi in x],
                          method="lm", x_scale="jac", max_nfev=2000)
    x = [mp.mpf(xi) for xi in rough.x]
    n = len(x)
    for _ in range(8):
        H = mp.matrix(n, n)
        for j in range(n):
            h = mp.mpf("1e-12") * max(mp.mpf("1e-3"), abs(x[j]))
            up, down = list(x), list(x)
            up[j] += h
            down[j] -= h
            for i, (p, m) in enumerate(zip(gradient(f, up), gradient(f, down))):
                H[i, j] = (p - m) / (2 * h)
        try:
            step = mp.lu_solve(H, -mp.matrix(gradient(f, x)))
        except ZeroDivisionError:
            break
        x = [x[j] + step[j] for j in range(n)]
        if max(abs(s) for s in step) < mp.mpf("1e-25") * max(abs(xi) for xi in x):
            break
    return x


def rounded(x):
    """None beyond the largest number in double precision."""
    return float(x) if abs(x) < mp.mpf(sys.float_info.max) else None


def main():
    entries = []
    for name, f, settings, start, least, near in ALL:
        print(name, settings, file=sys.stderr, flush=True)
        at_origin = all(x == 0 for x in start)
        starts = {s: [mp.mpf(s) for _ in start] if at_origin and s != 1 else [s * x for x in start] for s in (1, 10, 100)}
        entry = {"name": "mgh_" + name, "settings": settings, "start": [rounded(x) for x in start],
                 "values": {str(s): rounded(half_squares(f(x))) for s, x in starts.items()}}
        point = [mp.mpf(float(x * (1 + mp.mpf(j + 1) / 50) + mp.mpf(j % 3 + 1) / 64)) for j, x in enumerate(start)]
        entry["point"] = [rounded(x) for x in point]
        entry["residuals"] = [rounded(r) for r in f(point)]
        entry["jacobian"] = [[rounded(v) for v in row] for row in jacobian(f, point)]
        if near is not None:
            best = newton(f, start if near == "search" else near) if mp.mpf(least) != 0 or near == "search" else near
            value = 2 * half_squares(f(best))
            if mp.mpf(least) != 0:
                assert abs(value - mp.mpf(least)) < mp.mpf("6e-6") * abs(mp.mpf(least)), (name, settings, value, least)
            entry["minimizer"] = [rounded(x) for x in best]
            entry["minimum"] = rounded(value / 2) if mp.mpf(least) != 0 else 0.0
        else:
            entry["minimum"] = rounded(mp.mpf(least) / 2)
        entries.append(entry)
    json.dump({"entries": entries}, sys.stdout)


if __name__ == "__main__":
    main()
