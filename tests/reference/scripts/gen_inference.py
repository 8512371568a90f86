"""inference.json: bootstrap intervals, effect sizes, Friedman's and Nemenyi's tests, profiles by independent packages.

pip install numpy scipy scikit-posthocs cocopp; python gen_inference.py > ../inference.json
"""
import json
import sys
from importlib.metadata import version

import numpy
import scikit_posthocs
from cocopp import toolsstats
from scipy import stats

rng = numpy.random.default_rng(7)


def bca_intervals():
    """SciPy's interval from a distribution that is part of the fixture, so that no random draw is compared."""
    statistics = {"median": numpy.median, "interquartile_mean": lambda x, axis=-1: stats.trim_mean(x, 0.25, axis=axis)}
    samples = {
        "normal 10": rng.normal(3, 1, 10),
        "lognormal 12": rng.lognormal(0, 1.5, 12),
        "heavy 30": rng.standard_t(2, 30),
        "ties 8": numpy.array([1, 1, 2, 2, 2, 3, 5, 8.0]),
    }
    for name, values in samples.items():
        for statistic, function in statistics.items():
            for level in (0.9, 0.95, 0.99):
                result = stats.bootstrap((values,), function, confidence_level=level, n_resamples=299, method="BCa",
                                         axis=-1, rng=numpy.random.default_rng(len(name)))
                if numpy.isnan(result.confidence_interval.low):
                    continue  # where no observation matters, SciPy divides 0 by 0
                n = len(values)
                left = [float(function(numpy.delete(values, i))) for i in range(n)]
                yield {"name": name, "statistic": statistic, "level": level, "values": values.tolist(),
                       "value": float(function(values)), "left_one_out": left,
                       "resampled": result.bootstrap_distribution.tolist(),
                       "low": float(result.confidence_interval.low), "high": float(result.confidence_interval.high)}


def interquartile_means():
    for n in (1, 2, 3, 4, 5, 8, 11, 30):
        values = rng.lognormal(sigma=2, size=n)
        yield {"values": values.tolist(), "mean": float(stats.trim_mean(values, 0.25))}


def probabilities():
    for x, y in ([[1, 2, 3], [2, 3, 4]], [[5], [1, 2]], [rng.normal(0, 1, 9).tolist(), rng.normal(0.5, 1, 7).tolist()]):
        u = stats.mannwhitneyu(x, y).statistic  # counts pairs x > y
        yield {"x": x, "y": y, "probability": float(1 - u / (len(x) * len(y)))}


def friedman_tests():
    samples = {
        "clear": rng.normal(0, 0.3, (12, 4)) + 1.2 * numpy.arange(4),
        "nothing": rng.normal(0, 1, (8, 3)),
        "ties": rng.integers(0, 4, (15, 5)).astype(float),
        "many": rng.normal(0, 1, (20, 10)) + 0.1 * numpy.arange(10),
    }
    for name, scores in samples.items():
        ranks = numpy.apply_along_axis(stats.rankdata, 1, scores)
        chi2, p = stats.friedmanchisquare(*scores.T)
        n, k = scores.shape
        rest = n * (k - 1) - chi2
        f = (n - 1) * chi2 / rest if rest > 1e-9 else numpy.inf
        nemenyi = scikit_posthocs.posthoc_nemenyi_friedman(scores)
        yield {"name": name, "scores": scores.tolist(), "mean_ranks": ranks.mean(axis=0).tolist(), "chi_squared": float(chi2),
               "p": float(p), "f": None if numpy.isinf(f) else float(f), "f_p": float(stats.f.sf(f, k - 1, (k - 1) * (n - 1))),
               "concordance": float(chi2 / (n * (k - 1))), "nemenyi": numpy.asarray(nemenyi).tolist(),
               "critical_difference": float(stats.studentized_range.ppf(0.95, k, numpy.inf) / numpy.sqrt(2)
                                            * numpy.sqrt(k * (k + 1) / (6 * n)))}


def distributions():
    for n in (1, 6, 15):
        costs = rng.integers(1, 12, n).astype(float)
        costs[rng.random(n) < 0.2] = numpy.inf
        at = [0.5, 1, 3, 5.5, 12]
        yield {"costs": [None if numpy.isinf(c) else c for c in costs], "at": at,
               "heights": [float(h) for h in stats.ecdf(numpy.minimum(costs, 1e9)).cdf.evaluate(at)]}


def expected_times():
    """By cocopp, which calls the expected running time 'sp' (success performance)."""
    for n, rate in ((1, 1.0), (5, 0.6), (15, 0.3), (4, 0.0)):
        amounts = rng.integers(10, 1000, n).astype(float)
        reached = rng.random(n) < rate
        expected = toolsstats.sp(amounts, issuccessful=reached)[0]
        yield {"amounts": amounts.tolist(), "reached": reached.tolist(),
               "expected": None if numpy.isinf(expected) else float(expected)}


json.dump({
    "source": ", ".join(f"{p} {version(p)}" for p in ("numpy", "scipy", "scikit-posthocs", "cocopp")) + "; scripts/gen_inference.py",
    "bca_intervals": list(bca_intervals()),
    "interquartile_means": list(interquartile_means()),
    "probabilities": list(probabilities()),
    "friedman_tests": list(friedman_tests()),
    "expected_times": list(expected_times()),
    "distributions": list(distributions()),
}, sys.stdout, separators=(",", ":"), allow_nan=False)
print()
