"""referee.json: Bayesian signed-rank tests, power, ranks with missing data, anytime measures by independent packages.

pip install numpy scipy polars pandas baycomp iohinspector; python gen_referee.py > ../referee.json
"""
import itertools
import json
import sys
from importlib.metadata import version

import baycomp
import iohinspector
import numpy
import polars
from scipy import stats

rng = numpy.random.default_rng(24)


def posteriors():
    """baycomp's probabilities from 200,000 draws: its error is below 0.003."""
    samples = {
        "clear": rng.normal(0.3, 0.2, 12),
        "equivalent": rng.normal(0, 0.004, 20),
        "open": rng.normal(0.02, 0.1, 10),
        "heavy": rng.standard_t(2, 30) / 20 - 0.01,
        "five": numpy.array([-0.2, -0.1, -0.005, 0.02, -0.3]),
        "ties": numpy.array([0.02, 0.02, -0.02, 0.0, 0.0, 0.05, -0.02]),
    }
    for name, differences in samples.items():
        for region in (0.01, 0.05):
            test = baycomp.SignedRankTest(numpy.zeros(len(differences)), differences, rope=region, nsamples=200_000)
            left, rope, right = test.probs()
            # baycomp asks for the larger of two scores: the right probability is that differences are positive.
            yield {"name": name, "differences": differences.tolist(), "region": region, "below": float(left),
                   "within": float(rope), "above": float(right)}


def median_interval_low(values, level):
    """Lower end of the percentile interval of the median, widened by sqrt(n / (n - 1)); samples in rows."""
    n = values.shape[1]
    z = stats.norm.ppf((1 + level) / 2) * numpy.sqrt(n / (n - 1))
    tail = 1 - stats.norm.cdf(z)
    draws = rng.integers(0, n, (1000, n))
    return numpy.array([numpy.quantile(numpy.median(row[draws], axis=1), tail) for row in values])


def smallest_effects():
    """In standard deviations of the differences, by SciPy's test and resampling, where 80 % of 1000 samples succeed."""
    samples = 1000
    for optimizers, n in ((2, 6), (2, 10), (2, 30), (5, 10)):
        best = rng.normal(0, numpy.sqrt(0.5), (samples, 1, n))
        others = rng.normal(0, numpy.sqrt(0.5), (samples, optimizers - 1, n))
        differences = others - best
        lows = median_interval_low(differences.reshape(-1, n), 0.95).reshape(samples, -1)

        def power(effect):
            p = stats.wilcoxon(differences + effect, axis=2, method="exact").pvalue
            return float(numpy.mean(numpy.all((p < 0.05) & (lows + effect > 0), axis=1)))

        low, high = 0.0, 8.0
        while high - low > 1e-3:
            middle = (low + high) / 2
            low, high = (low, middle) if power(middle) >= 0.8 else (middle, high)
        yield {"optimizers": optimizers, "seeds": n, "effect": high}


def skillings_mack():
    """By the generalized inverse of the covariance of Skillings and Mack (1981); the R packages drop a column instead.

    "speech" is example 7.8 of Hollander and Wolfe (1999), from Brady (1969), which PMCMRplus has as an example too.
    """
    speech = numpy.array([[3, 5, 15], [1, 3, 18], [5, 4, 21], [2, numpy.nan, 6], [0, 2, 17], [0, 2, 10], [0, 3, 8],
                          [0, 2, 13.0]])
    holes = rng.normal(0, 1, (15, 6)) + 0.4 * numpy.arange(6)
    holes[rng.random(holes.shape) < 0.2] = numpy.nan
    complete = rng.normal(0, 1, (12, 5)) + 0.3 * numpy.arange(5)
    one_left = numpy.array([[1.0, 2, 3], [numpy.nan, numpy.nan, 1], [2, 1, 3], [1, 2, numpy.nan]])
    for name, scores in (("speech", speech), ("holes", holes), ("complete", complete), ("one left", one_left)):
        k = scores.shape[1]
        sums, covariance = numpy.zeros(k), numpy.zeros((k, k))
        for row in scores:
            there = ~numpy.isnan(row)
            if there.sum() < 2:
                continue
            ranks = stats.rankdata(row[there])
            sums[there] += numpy.sqrt(12 / (there.sum() + 1)) * (ranks - (there.sum() + 1) / 2)
            both = numpy.outer(there, there)
            covariance += numpy.diag(there * (there.sum() - 1.0)) - (both - numpy.diag(there.astype(float)))
        statistic = float(sums @ numpy.linalg.pinv(covariance) @ sums)
        sample = {"name": name, "scores": [[None if numpy.isnan(x) else x for x in row] for row in scores.tolist()],
                  "statistic": statistic, "p": float(stats.chi2.sf(statistic, k - 1))}
        if name == "complete":
            friedman = stats.friedmanchisquare(*scores.T)
            assert abs(friedman.statistic - statistic) < 1e-9
        yield sample


def change_points():
    """Pettitt's U from all pairs; p from all orders, or 20,000 drawn ones."""
    def statistic(values):
        signs = numpy.sign(values[:, None] - values[None, :])
        return [abs(signs[:t, t:].sum()) for t in range(1, len(values))]

    step = numpy.where(numpy.arange(12) < 7, 1.0, 2.0)
    for values in (numpy.array([3, 1, 2, 9, 8, 7.0]), numpy.array([1, 1, 1, 2, 2, 2, 2.0]), step,
                   rng.normal(0, 1, 15), rng.normal(0, 1, 20) + 1.5 * (numpy.arange(20) >= 8)):
        u = statistic(values)
        orders = list(itertools.permutations(values)) if len(values) <= 7 else [rng.permutation(values) for _ in range(20000)]
        reached = numpy.mean([max(statistic(numpy.array(order))) >= max(u) for order in orders])
        yield {"values": values.tolist(), "after": int(numpy.argmax(u)) + 1, "statistic": float(max(u)),
               "p": float(reached)}


def anytime():
    """Three runs with the lowest loss so far, and what iohinspector makes of them."""
    lower, upper, budget, targets = 1e-6, 1e3, 500, 10
    runs, rows = [], []
    for number in range(3):
        evaluations = [1] + sorted(rng.choice(numpy.arange(2, 480), 12, replace=False).tolist())
        losses = numpy.minimum.accumulate(20 * numpy.exp(-rng.exponential(0.02, 1) * evaluations + rng.normal(0, 1, 13)))
        runs.append({"evaluations": [int(e) for e in evaluations], "losses": losses.tolist()})
        rows += [(number, int(e), float(y), "f", "a") for e, y in zip(evaluations, losses)]
    data = polars.DataFrame(rows, ["data_id", "evaluations", "raw_y", "function_name", "algorithm_name"], orient="row")
    scaled = iohinspector.metrics.transform_fval(data, lb=lower, ub=upper)
    area = iohinspector.metrics.get_aocc(scaled, budget)["AOCC"].iloc[0]
    costs = [5, 20, 60, 150, 300, 500]
    eaf = iohinspector.metrics.get_discritized_eaf_single_objective(
        data, eval_values=numpy.array(costs), f_min=lower, f_max=upper, f_targets=targets)
    return {"lower": lower, "upper": upper, "budget": budget, "runs": runs, "aocc": float(area), "costs": costs,
            "losses": [upper * (lower / upper) ** float(t) for t in eaf.index], "attained": eaf.to_numpy().tolist()}


def main():
    json.dump({"made_by": {"script": "gen_referee.py", "numpy": numpy.__version__, "scipy": version("scipy"),
                           "baycomp": version("baycomp"), "iohinspector": version("iohinspector")},
               "posteriors": list(posteriors()), "smallest_effects": list(smallest_effects()),
               "skillings_mack": list(skillings_mack()),
               "change_points": list(change_points()), "anytime": anytime()}, sys.stdout)


main()
