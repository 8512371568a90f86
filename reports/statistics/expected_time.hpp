// Expected running time to a target, with runs that never reached it.
#pragma once

#include "statistics/comparison.hpp"

#include <span>

namespace slalom::report {

/// What one run spent until it reached a target, or in all if it never did.
struct Spent {
  double amount = 0;
  bool reached = false;
};

/// All that was spent, divided by the number of successes: the expected cost of repeating runs until one succeeds
/// (Price 1997; Hansen et al. 2009, ERT). Infinite without a success, NaN without a run.
double expected_time(std::span<const Spent> runs);

/// With a percentile bootstrap interval over runs, whose upper end may be infinite.
Estimate estimate_expected_time(std::span<const Spent> runs);

}  // namespace slalom::report
