"""Points of the references for bbob, where COCO has its minimizers, and references of suites without noise."""
import json
import os
import tempfile

import cocoex

POINTS = 2


def coordinate(function, dimension, instance, point, j):
    """Between -6 and 6: some points lie outside of [-5, 5]."""
    h = (7919 * function + 104729 * dimension + 1299709 * instance + 15485863 * point + 32452843 * j) * 2654435761 % 2**32
    h = (h ^ (h >> 15)) * 2246822519 % 2**32
    h ^= h >> 13
    return -6 + 12 * h / 2**32


def minimizer(problem):
    problem._best_parameter("print")  # into a file of the current folder
    with open("._bbob_problem_best_parameter.txt") as file:
        return [float(x) for x in file.read().split()]


def write_reference(suite_name, options, dimensions, instances):
    """Prints values at the points, and minimizers, of f1 to f24."""
    os.chdir(tempfile.mkdtemp())
    suite = cocoex.Suite(suite_name, "", options)
    entries = []
    for function in range(1, 25):
        for dimension in dimensions:
            for instance in instances:
                problem = suite.get_problem_by_function_dimension_instance(function, dimension, instance)
                points = [[coordinate(function, dimension, instance, k, j) for j in range(dimension)] for k in range(POINTS)]
                best = minimizer(problem)
                entries.append({"function": function, "dimension": dimension, "instance": instance, "f_opt": problem(best),
                                "x_opt_1": best[0], "x_opt_n": best[-1], "values": [problem(x) for x in points]})
    lines = ",\n".join(json.dumps(e) for e in entries)
    print('{"source": "coco-experiment %s",\n"entries": [\n%s\n]}' % (cocoex.__version__, lines))
