// Is the best really the best? Paired over seeds.
#pragma once

#include "statistics/pair.hpp"

#include <vector>

namespace slalom::statistics {

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

/// The least number of seeds with which any of that many comparisons can be significant.
std::size_t least_seeds(std::size_t comparisons, double alpha = default_alpha);

}  // namespace slalom::statistics
