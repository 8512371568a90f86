// Parts of sentences.
#pragma once

#include "statistics/comparison.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace slalom::statistics {

using Sentences = std::vector<std::string>;

/// "a", "a and b", "a, b and c", "a, b, c and 4 others": at most `most` parts.
std::string listed(const std::vector<std::string>& names, std::size_t most = 4);

/// The labels of the optimizers for which `condition` holds.
template <class Condition>
std::vector<std::string> names(const ProblemComparison& p, Condition condition) {
  std::vector<std::string> result;
  for (const auto& o : p.optimizers)
    if (condition(o)) result.push_back(o.label);
  return result;
}

/// Labels of the problems on which some optimizers were allowed to spend more than others.
std::vector<std::string> with_unequal_budgets(std::span<const ProblemComparison* const> problems);

inline bool has_results(const RunCounts& runs) { return runs.finished + runs.diverged > 0; }

/// Whether there are two optimizers or more that can be compared.
inline bool compares(const ProblemComparison& p) {
  return std::ranges::count_if(p.optimizers, [](const auto& o) { return o.rank > 0; }) > 1;
}

/// Whether some are over, whatever came of them.
inline bool has_runs(const RunCounts& runs) { return runs.missing < runs.planned; }

/// How many of its planned runs are over, whatever came of them.
inline std::size_t runs_made(const OptimizerResult& o) { return o.runs.planned - o.runs.missing - o.runs.skipped; }

/// "gap to the known minimum", "test loss"
std::string in_words(const Metric& measure);

std::string in_words(Against verdict);

}  // namespace slalom::statistics
