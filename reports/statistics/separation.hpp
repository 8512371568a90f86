// Whether the best is told from the second, with a test that may be looked at several times.
#pragma once

#include "statistics/comparison.hpp"

namespace slalom::report {

/// The numbers of seeds at which a comparison is looked at: 10, 20, 40, …, `most`.
std::vector<std::uint64_t> looks(std::uint64_t most);

/// Whether the best optimizer is told from the second. The problem's tests are corrected for the number of looks
/// already; all optimizers that might come out best share the level (Bonferroni, on top of Holm's correction for the
/// comparisons with the best): where there is no difference, the chance that any look says so is at most `alpha`. Also
/// true where nothing is random, so that more seeds tell nothing more, and where there are no two to compare.
bool separated(const ProblemComparison& problem, double alpha);

}  // namespace slalom::report
