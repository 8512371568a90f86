"""statistics.json: quantiles, ranks, signed-rank tests and Holm's correction by NumPy, SciPy and statsmodels.

pip install numpy scipy statsmodels; python gen_statistics.py > ../statistics.json
"""
import json

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

rng = numpy.random.default_rng(1)


def quantiles():
    for n in (1, 2, 3, 4, 7, 10, 31):
        values = rng.lognormal(sigma=3, size=n).tolist()
        yield {"values": values, "quantiles": {str(p): float(numpy.quantile(values, p)) for p in (0, 0.25, 0.5, 0.75, 0.9, 1)}}


def rankings():
    for values in ([3, 1, 2], [1, 1, 1], [2, 1, 2, 3, 2], rng.integers(0, 5, 12).tolist(), rng.normal(size=9).tolist()):
        yield {"values": values, "ranks": stats.rankdata(values).tolist()}


def signed_rank_tests():
    """Exact ones by going through all patterns of signs, so that ties are exact too; zeros are dropped."""
    samples = [
        ("two", [0.3, 0.1]),
        ("five, one side", [0.1, 0.2, 0.3, 0.4, 0.5]),
        ("ten, one side", (0.1 + rng.random(10)).tolist()),
        ("ten, other side", (-0.1 - rng.random(10)).tolist()),
        ("eight, mixed", rng.normal(0.3, 1, 8).tolist()),
        ("ties", [1, 1, -1, 2, 2, -2, 3, 3, 3, -4]),
        ("zeros", [0, 0, 0, 1.5, -0.5, 2.5, 3.5, 0]),
        ("ties and zeros", [0, 1, 1, 1, -1, 2, 0, 2, 3, 5]),
        ("fourteen", rng.normal(0.5, 1, 14).tolist()),
        ("balanced", [1, -1, 2, -2, 3, -3]),
    ]
    for name, d in samples:
        kept = numpy.array([x for x in d if x != 0], dtype=float)
        every = 2 ** len(kept)
        result = stats.wilcoxon(kept, alternative="two-sided", method=stats.PermutationMethod(n_resamples=every))
        ranks = stats.rankdata(abs(kept))
        yield {"name": name, "differences": d, "statistic": float(ranks[kept > 0].sum()), "p": float(result.pvalue), "method": "exact"}
    for name, d in [("twenty, exact", rng.normal(0.4, 1, 20)), ("fifty, exact", rng.normal(0.3, 1, 50))]:
        result = stats.wilcoxon(d, method="exact")
        ranks = stats.rankdata(abs(d))
        yield {"name": name, "differences": d.tolist(), "statistic": float(ranks[d > 0].sum()), "p": float(result.pvalue), "method": "exact"}
    for name, d in [("eighty", rng.normal(0.3, 1, 80)), ("hundred with ties", rng.integers(-4, 7, 100).astype(float))]:
        kept = d[d != 0]
        result = stats.wilcoxon(kept, method="asymptotic", correction=False)
        ranks = stats.rankdata(abs(kept))
        yield {"name": name, "differences": d.tolist(), "statistic": float(ranks[kept > 0].sum()), "p": float(result.pvalue), "method": "normal"}


def corrections():
    for p in ([0.01], [0.01, 0.04, 0.03], [0.002, 0.002, 0.002, 0.9], [0.6, 0.5, 0.4], rng.random(8).tolist()):
        yield {"p": p, "corrected": multipletests(p, method="holm")[1].tolist()}


print(json.dumps({
    "source": f"NumPy {numpy.__version__}, SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}; scripts/gen_statistics.py",
    "quantiles": list(quantiles()),
    "rankings": list(rankings()),
    "signed_rank_tests": list(signed_rank_tests()),
    "corrections": list(corrections()),
}, indent=1))
