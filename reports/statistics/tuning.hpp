// What the searches for good settings found, and how the ranking depends on their effort.
#pragma once

#include "statistics/styles.hpp"

namespace slalom::statistics {

/// Expected lowest of n draws without replacement from these values (order statistics: the k-th lowest of N is the
/// lowest drawn with probability C(N−k, n−1) / C(N, n)). 1 ≤ n ≤ N.
double expected_best(std::span<const double> ascending, std::size_t n);

/// The searches behind a problem's reported cases, of those that are over.
ProblemTuning compare_tuning(const Source& source, const suite::Plan& plan, const std::vector<std::size_t>& reported,
                             const std::vector<std::vector<suite::Run>>& runs, const Styles& styles);

/// Over the problems on which all of the same optimizers were tuned.
EffortRanking rank_by_effort(const std::vector<const ProblemComparison*>& problems);

}  // namespace slalom::statistics
