// Whether the best is distinguishable from the runner-up, with a test that may be looked at several times.
#pragma once

#include "statistics/comparison.hpp"

namespace slalom::statistics {

/// The numbers of seeds at which a comparison is looked at: 10, 20, 40, …, `most`; without those at which no difference
/// could be significant, unless that leaves none.
std::vector<std::uint64_t> interim_analyses(std::uint64_t most);

/// Whether the report says that the best differs from the second, or more seeds would not change what it says. The
/// problem's tests are corrected for the number of interim analyses.
bool separated(const ProblemComparison& problem);

}  // namespace slalom::statistics
