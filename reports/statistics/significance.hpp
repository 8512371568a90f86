// Is the best really the best? Paired over seeds.
#pragma once

#include "statistics/source.hpp"

#include <vector>

namespace slalom::report {

inline constexpr double alpha = 0.05;

/// One optimizer's scores (lower is better, infinite for the worst) by seed, and whether all seeds must agree because
/// nothing is random.
struct Scores {
  std::vector<std::uint64_t> seeds;
  std::vector<double> values;
  bool deterministic = false;
};

/// True if two or more runs gave exactly the same.
bool deterministic(const CaseRuns& runs);

/// True if two or more seeds gave the same run: the same loss at every recorded step, of which there are some, to a
/// sound end. Nothing is random.
bool same_run(const CaseRuns& runs);

/// Compares every optimizer with optimizer `best`: Wilcoxon signed-rank over the seeds that both have, Holm-corrected
/// for the number of tests, and by Bonferroni for the number of `looks` at growing results, of which this is one.
/// Differences up to `tolerance` are none. Where both are deterministic the difference is exact. Effect sizes stand
/// beside the p-values.
std::vector<PairTest> test_against(std::size_t best, const std::vector<Scores>& scores, double tolerance,
                                   std::size_t looks);

/// Ratios of `a` to `b` for the seeds that both have; equal ones, infinite or zero too, have ratio 1. Empty if any
/// score is negative, where ratios mean nothing.
std::vector<double> paired_ratios(const Scores& a, const Scores& b, double tolerance);

/// The median of ratios, with its interval on the logarithmic scale.
Estimate median_ratio(std::vector<double> ratios);

/// The least number of seeds with which any of that many comparisons can be significant.
std::size_t least_seeds(std::size_t comparisons);

}  // namespace slalom::report
