// Two optimizers on the seeds that both have.
#pragma once

#include "statistics/bootstrap.hpp"
#include "statistics/source.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace slalom::statistics {

inline constexpr double default_alpha = 0.05;
inline constexpr double standard_equivalence = 0.01;

/// What counts as a difference.
struct Standard {
  double round_off = 0;                       ///< scores that differ by up to this are equal
  double equivalence = standard_equivalence;  ///< ratios of up to 1 + this do not matter
  std::size_t interim_analyses = 1;           ///< interim analyses at growing numbers of seeds, of which this is one
  double alpha = default_alpha;               ///< level of the tests
};

/// `of` compared with `to`, before any correction for other comparisons.
struct PairComparison {
  PairTest test;  ///< its p is not corrected for the number of comparisons, but for that of interim analyses
  /// The ratio; where scores are negative, one plus the relative difference. The ends of its interval are the value
  /// where the difference is exact.
  Estimate size;
  std::size_t wins = 0, ties = 0, losses = 0;  ///< seeds on which `of` is better, equal, worse
};

/// Wilcoxon's signed-rank test over the seeds that both have, and the ratio with its interval of confidence 1 - alpha.
PairComparison compare_pair(const Scores& of, const Scores& to, const Standard& standard);

/// The value of PairTest::ratio alone, which takes no resamples.
double ratio_value(const Scores& of, const Scores& to, const Standard& standard);

/// The Bayesian signed-rank test (statistics/signed_rank_posterior.hpp) of the logarithms of ratios, with the
/// equivalence as its region.
Posterior posterior_of(const Scores& of, const Scores& to, const Standard& standard);

/// Whether an interval of ratios lies within what does not matter, or beyond it on the side of the worse (better).
bool is_equivalent(const Interval& size, const Standard& standard);
bool is_worse(const Interval& size, const Standard& standard);
bool is_better(const Interval& size, const Standard& standard);

/// The mean cost of an arrival: all that was spent over the number of runs that arrived; infinite if none did.
double expected_cost(const Scores& scores);

/// Ratios of `a` to `b` for the seeds that both have; equal ones, infinite or zero too, have ratio 1. Empty if any
/// score is negative, where ratios mean nothing.
std::vector<double> paired_ratios(const Scores& a, const Scores& b, double tolerance);

/// The logarithms of these ratios; where scores are negative, of one plus the relative differences.
std::vector<double> log_ratios(const Scores& of, const Scores& to, double tolerance);

/// The median of ratios, with its interval on the logarithmic scale.
Estimate median_ratio(std::vector<double> ratios, double level = confidence);

}  // namespace slalom::statistics
