// All optimizers against one that was named beforehand, and each against each.
#pragma once

#include "statistics/pair.hpp"

#include <span>
#include <string>
#include <vector>

namespace slalom::statistics {

inline constexpr std::size_t max_for_all_pairs = 20;  // optimizers: of more nobody reads the matrix

/// Every optimizer with scores against the baseline: Wilcoxon's signed-rank test over the seeds that both have. p is
/// corrected for the number of comparisons (Holm 1979), but not for the choice of the baseline: it holds for one that
/// was chosen before the results were seen. The problem's optimizers are sorted by rank.
BaselineComparison compare_with_baseline(const ProblemComparison& problem, const std::string& baseline);

/// The same of all pairs of a problem's optimizers, corrected for their number.
AllPairs compare_all_pairs(const ProblemComparison& problem);

/// Counts verdicts over problems.
BaselineSummary count_against_baseline(std::span<const ProblemComparison> problems, const std::string& baseline);

}  // namespace slalom::statistics
