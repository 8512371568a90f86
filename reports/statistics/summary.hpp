// A problem's answer in a row: who was best, who came next, whether that is sure.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::statistics {

/// Plain text; "–" where there is nothing to say.
struct Summary {
  std::string best, best_result, next, next_result;
  std::string significant;  ///< whether the first differs from the next, and from all others
  bool sure = false;        ///< the best is significantly better than each of the others
};

Summary answer(const ProblemComparison& problem);

}  // namespace slalom::statistics
