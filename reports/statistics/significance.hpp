// Is the best really the best? Paired over seeds.
#pragma once

#include "statistics/source.hpp"

#include <vector>

namespace slalom::report {

inline constexpr double alpha = 0.05;

/// The mean cost of an arrival: all that was spent over the number of runs that arrived; infinite if none did.
double expected_cost(const Scores& scores);

inline constexpr double standard_equivalence = 0.01;

/// What counts as a difference.
struct Standard {
  double round_off = 0;                       ///< scores that differ by up to this are equal
  double equivalence = standard_equivalence;  ///< ratios of up to 1 + this do not matter
  std::size_t interim_analyses = 1;           ///< interim analyses at growing numbers of seeds, of which this is one
};

/// True if chance had no part in these runs: none drew a random number or was ended by a clock, and all are the same at
/// every recorded point.
bool deterministic(const CaseRuns& runs);

/// True if two or more seeds gave the same losses at every recorded step, to a sound end.
bool same_run(const CaseRuns& runs);

/// Compares every optimizer with optimizer `first`, which has the best score: Wilcoxon's signed-rank test over the
/// seeds that both have. p is corrected for the number of comparisons (Holm) and for `first` having been chosen by the
/// same data (every optimizer could have been it); or, if it is smaller, the largest uncorrected p, since being better
/// than each of the others needs no correction (intersection-union test). Looks are corrected for by Bonferroni. Where
/// both are deterministic the difference is exact.
std::vector<PairTest> test_against(std::size_t first, const std::vector<Scores>& scores, const Standard& standard);

/// Ratios of `a` to `b` for the seeds that both have; equal ones, infinite or zero too, have ratio 1. Empty if any
/// score is negative, where ratios mean nothing.
std::vector<double> paired_ratios(const Scores& a, const Scores& b, double tolerance);

/// The median of ratios, with its interval on the logarithmic scale.
Estimate median_ratio(std::vector<double> ratios);

/// The least number of seeds with which any of that many comparisons can be significant.
std::size_t least_seeds(std::size_t comparisons);

}  // namespace slalom::report
