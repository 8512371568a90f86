"""What the scripts of optimizers' paths share: the test functions of tests/plugins/paths_test.cpp, and how a path is
recorded. A step is kept only where its numbers can be compared to 1e-10: there a start that is moved by 1e-13 changes
w by less than 1e-9.
"""
import json
import pathlib
import sys

import numpy

QUADRATIC = 100.0 ** (numpy.arange(4) / 3)  # the quadratic's eigenvalues


def rosenbrock(w):
    x, y = w
    value = 100 * (y - x * x) ** 2 + (1 - x) ** 2
    return value, numpy.array([-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)])


def quadratic(w):
    return 0.5 * numpy.sum(QUADRATIC * w * w), QUADRATIC * w


def two_wells(w):
    x, y = w
    right, left = 2 * numpy.exp(-5 * ((x - 1) ** 2 + y * y)), 6 * numpy.exp(-5 * ((x + 1) ** 2 + y * y))
    gradient = numpy.array([10 * (x - 1) * right + 10 * (x + 1) * left + 2 * x, 10 * y * (right + left) + 2 * y])
    return -right - left + x * x + y * y, gradient


def matrices(w, examples=range(5)):
    """Linear regression; tests/fixtures/matrices.cpp."""
    W, b = w[:12].reshape(3, 4), w[12:]
    value, dW, db = 0.0, numpy.zeros((3, 4)), numpy.zeros(3)
    for k in examples:
        x, y = numpy.cos(k + 2.0 * numpy.arange(4)), numpy.sin(k * numpy.arange(1.0, 4))
        residual = W @ x + b - y
        value += residual @ residual / 2
        dW += numpy.outer(residual, x)
        db += residual
    return value / len(examples), numpy.concatenate([dW.ravel(), db]) / len(examples)


FUNCTIONS = {
    "rosenbrock": (rosenbrock, {"dimension": 2}, [-1.2, 1.0]),
    "quadratic": (quadratic, {"dimension": 4, "condition": 100}, [1.0, -0.7, 0.4, 1.3]),
    "two_wells": (two_wells, {}, [0.3, 0.8]),
    "matrices": (matrices, {}, [0.1 * ((7 * i) % 11 - 5) for i in range(15)]),
}
SHAPES = {"matrices": [(3, 4), (3,)]}
STEPS = [1, 2, 3, 10, 30, 100]


def split(name, w):
    """w as the list of its tensors."""
    tensors, offset = [], 0
    for shape in SHAPES.get(name, [w.shape]):
        size = int(numpy.prod(shape))
        tensors.append(w[offset:offset + size].reshape(shape))
        offset += size
    return tensors


def join(tensors):
    return numpy.concatenate([numpy.asarray(t, dtype=numpy.float64).ravel() for t in tensors])


class Paths:
    """One file of paths. walk(problem, value_and_gradient, start, steps) gives the point to be evaluated after each step."""

    def __init__(self, implementation, independent=True):
        self.file = {"implementation": implementation, "independent": independent, "runs": []}

    def add(self, optimizer, settings, learning_rate, problem, walk, steps=tuple(STEPS), need=10, start=None, **more):
        function, problem_settings, usual = FUNCTIONS[problem]
        start = numpy.array(start or usual)
        moved = start * (1 + 1e-13 * numpy.cos(1.0 + numpy.arange(len(start))))
        there = [numpy.array(w) for w in walk(problem, function, start, steps[-1])]
        nearby = [numpy.array(w) for w in walk(problem, function, moved, steps[-1])]
        change = [numpy.max(numpy.abs(a - b) / numpy.maximum(1, numpy.abs(a))) for a, b in zip(there, nearby)]
        kept = [k for k in steps if k <= len(change) and numpy.max(change[:k]) < 1e-9]
        if len(kept) < 3 or kept[-1] < need:
            print(f"{optimizer} on {problem}: only steps {kept}, w {there[-1]}", file=sys.stderr)
        self.file["runs"].append({
            "optimizer": optimizer, "settings": settings, "learning_rate": learning_rate, "problem": problem,
            "problem_settings": problem_settings, "start": start.tolist(), "steps": kept,
            "w": [there[k - 1].tolist() for k in kept], **more})
        # more: {"tolerance": ..., "because": ...} where the implementation itself is less exact than 1e-10

    def write(self, name):
        folder = pathlib.Path(__file__).parent.parent / "paths"
        runs = ",\n".join(json.dumps(run) for run in self.file.pop("runs"))
        head = json.dumps(self.file)[:-1]
        (folder / name).write_text(f'{head}, "runs": [\n{runs}\n]}}\n')
