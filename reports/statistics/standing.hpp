// Who stands where on a problem, by one score.
#pragma once

#include "statistics/significance.hpp"

#include <vector>

namespace slalom::statistics {

/// Ranks of optimizers by one score, and what can be said of the first.
struct Standing {
  std::vector<double> ranks;    ///< 1 is best, ties share the mean; 0: no score
  std::size_t first = 0;        ///< the first of those with the best rank
  bool best = false;            ///< it is significantly better than each of the others, of which there are some
  std::vector<PairTest> tests;  ///< of each against the first
};

/// Scores of different optimizers over the same seeds: ranks go by their medians, and where the median is infinite or
/// runs never arrived, equal medians by the expected cost.
Standing standing(const std::vector<Scores>& scores, const Standard& standard);

/// What all that have scores can be compared on: the seeds that each of them has.
std::vector<Scores> over_common_seeds(std::vector<Scores> scores);

}  // namespace slalom::statistics
