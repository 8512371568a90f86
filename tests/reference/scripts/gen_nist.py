"""NIST's data sets for nonlinear regression, with the models written a second time and 50 digits.

Usage: pip install mpmath gmpy2 scipy; python gen_nist.py FOLDER > ../nist.json
FOLDER holds the 27 files NAME.dat of https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml

f = 1/2 sum of squares at both starts, and what is certified. The minimizer in more digits is found by Newton's method from
the certified parameters, and agrees with them.
"""
import json
import pathlib
import re
import sys

import mpmath as mp

from gen_mgh import half_squares, jacobian, newton

exp = mp.exp


def lanczos(b, x):
    return mp.fsum(b[i] * exp(-b[i + 1] * x) for i in (0, 2, 4))


def gauss(b, x):
    return b[0] * exp(-b[1] * x) + mp.fsum(b[i] * exp(-(x - b[i + 1]) ** 2 / b[i + 2] ** 2) for i in (2, 5))


def cubics(b, x):
    return (b[0] + b[1] * x + b[2] * x ** 2 + b[3] * x ** 3) / (1 + b[4] * x + b[5] * x ** 2 + b[6] * x ** 3)


def chwirut(b, x):
    return exp(-b[0] * x) / (b[1] + b[2] * x)


def saturation(b, x):
    return b[0] * (1 - exp(-b[1] * x))


def enso(b, x):
    total = b[0]
    for period, c, s in [(mp.mpf(12), b[1], b[2]), (b[3], b[4], b[5]), (b[6], b[7], b[8])]:
        total += c * mp.cos(2 * mp.pi * x / period) + s * mp.sin(2 * mp.pi * x / period)
    return total


MODELS = {
    "Misra1a": saturation, "BoxBOD": saturation, "Chwirut1": chwirut, "Chwirut2": chwirut,
    "Lanczos1": lanczos, "Lanczos2": lanczos, "Lanczos3": lanczos, "Gauss1": gauss, "Gauss2": gauss, "Gauss3": gauss,
    "Hahn1": cubics, "Thurber": cubics, "ENSO": enso,
    "DanWood": lambda b, x: b[0] * x ** b[1],
    "Misra1b": lambda b, x: b[0] * (1 - (1 + b[1] * x / 2) ** -2),
    "Misra1c": lambda b, x: b[0] * (1 - (1 + 2 * b[1] * x) ** mp.mpf("-0.5")),
    "Misra1d": lambda b, x: b[0] * b[1] * x * (1 + b[1] * x) ** -1,
    "Kirby2": lambda b, x: (b[0] + b[1] * x + b[2] * x ** 2) / (1 + b[3] * x + b[4] * x ** 2),
    "Nelson": lambda b, x1, x2: b[0] - b[1] * x1 * exp(-b[2] * x2),
    "MGH17": lambda b, x: b[0] + b[1] * exp(-x * b[3]) + b[2] * exp(-x * b[4]),
    "Roszman1": lambda b, x: b[0] - b[1] * x - mp.atan(b[2] / (x - b[3])) / mp.pi,
    "MGH09": lambda b, x: b[0] * (x ** 2 + x * b[1]) / (x ** 2 + x * b[2] + b[3]),
    "Rat42": lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)),
    "MGH10": lambda b, x: b[0] * exp(b[1] / (x + b[2])),
    "Eckerle4": lambda b, x: b[0] / b[1] * exp(mp.mpf("-0.5") * ((x - b[2]) / b[1]) ** 2),
    "Rat43": lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)) ** (1 / b[3]),
    "Bennett5": lambda b, x: b[0] * (b[1] + x) ** (-1 / b[2]),
}


def read(path):
    """Starts, certified parameters, certified sum, rows: all as texts."""
    text = path.read_text()
    lines = text.splitlines()
    parameters = [m.groups() for m in (re.match(r"\s*b\d+\s*=\s*(\S+)\s+(\S+)\s+(\S+)\s+\S+", x) for x in lines[40:60]) if m]
    total = re.search(r"Residual Sum of Squares:\s*(\S+)", text)[1]
    first, last = map(int, re.search(r"Data\s+\(lines\s+(\d+)\s+to\s+(\d+)\)", text).groups())
    rows = [line.split() for line in lines[first - 1:last] if line.strip()]
    assert len(rows) == int(re.search(r"(\d+) Observations", text)[1])
    return *zip(*parameters), total, rows


def main():
    entries = []
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.dat")):
        name = path.stem
        print(name, file=sys.stderr, flush=True)
        first, second, certified, total, texts = read(path)
        rows = [[mp.mpf(float(x)) for x in row] for row in texts]  # as programs in double precision read them

        def residuals(b):
            return [(mp.log(y) if name == "Nelson" else y) - MODELS[name](b, *x) for y, *x in rows]

        def numbers(values):
            return [mp.mpf(float(x)) for x in values]

        best = newton(residuals, numbers(certified))
        least = 2 * half_squares(residuals(best))
        if name != "Lanczos1":  # whose sum is the rounding of its data
            assert abs(least / mp.mpf(total) - 1) < mp.mpf("1e-10"), (name, least, total)
            for b, c in zip(best, certified):
                assert abs(b / mp.mpf(c) - 1) < mp.mpf("2e-10"), (name, b, c)
        point = numbers(second)
        entries.append({
            "name": "nist_" + name.lower(),
            "starts": [[float(x) for x in first], [float(x) for x in second]],
            "values": [float(half_squares(residuals(numbers(s)))) for s in (first, second)],
            "jacobian_sums": [float(mp.fsum(column)) for column in zip(*jacobian(residuals, point))],
            "certified": [float(x) for x in certified], "certified_sum": float(total),
            "minimizer": [float(x) for x in best], "sum": float(least),
            "rows": len(rows), "total_of_rows": [float(mp.fsum(column)) for column in zip(*rows)]})
    json.dump({"entries": entries}, sys.stdout)


main()
