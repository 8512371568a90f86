"""aggregate.json: interquartile means over tasks with stratified bootstrap intervals by rliable (Agarwal et al. 2021).

pip install rliable scipy 'pandas<3'; python gen_aggregate.py > ../aggregate.json
The level is the one that we ask for at 95 %: wider, because a bootstrap's variance is too small by n / (n - 1).
"""
import json
import sys
import warnings
from importlib.metadata import version

import numpy
from rliable import library, metrics
from scipy import stats

warnings.simplefilter("ignore")
rng = numpy.random.default_rng(11)


def samples():
    for name, scores in {
        "four tasks, 3 runs": rng.beta(2, 3, (3, 4)),
        "three tasks, 30 runs": rng.beta(2, 3, (30, 3)),
        "tasks far apart": rng.normal(0, 0.05, (10, 5)) + numpy.linspace(0, 1, 5),
        "heavy tails": rng.standard_t(2, (12, 6)),
    }.items():
        runs = len(scores)
        level = float(2 * stats.norm.cdf(stats.norm.ppf(0.975) * numpy.sqrt(runs / (runs - 1))) - 1)
        values, intervals = library.get_interval_estimates(
            {"x": scores}, lambda x: numpy.array([metrics.aggregate_iqm(x)]), reps=50000,
            confidence_interval_size=level, random_state=numpy.random.RandomState(1))
        yield {"name": name, "by_task": scores.T.tolist(), "level": level, "value": float(values["x"][0]),
               "low": float(intervals["x"][0, 0]), "high": float(intervals["x"][1, 0])}


json.dump({"source": ", ".join(f"{p} {version(p)}" for p in ("rliable", "arch", "numpy")) + "; scripts/gen_aggregate.py",
           "samples": list(samples())}, sys.stdout, separators=(",", ":"))
print()
