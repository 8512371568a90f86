"""Values and minimizers of COCO's functions of bbob-largescale, from the package coco-experiment.

Usage: pip install coco-experiment==2.8.2; python gen_bbob_large.py > ../bbob_large.json

Points are those of bbob_points.py.
"""
import json
import os
import tempfile

import cocoex

from bbob_points import coordinate, minimizer

DIMENSIONS, INSTANCES, POINTS = [20, 40, 80, 160, 320, 640], range(1, 4), 2

os.chdir(tempfile.mkdtemp())
suite = cocoex.Suite("bbob-largescale", "", "instance_indices:1-3")
entries = []
for function in range(1, 25):
    for dimension in DIMENSIONS:
        for instance in INSTANCES:
            problem = suite.get_problem_by_function_dimension_instance(function, dimension, instance)
            points = [[coordinate(function, dimension, instance, k, j) for j in range(dimension)] for k in range(POINTS)]
            best = minimizer(problem)
            entries.append({"function": function, "dimension": dimension, "instance": instance, "f_opt": problem(best),
                            "x_opt_1": best[0], "x_opt_n": best[-1], "values": [problem(x) for x in points]})
lines = ",\n".join(json.dumps(e) for e in entries)
print('{"source": "coco-experiment %s",\n"entries": [\n%s\n]}' % (cocoex.__version__, lines))
