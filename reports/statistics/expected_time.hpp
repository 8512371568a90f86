// Expected running time to a target, with runs that never reached it.
#pragma once

#include "statistics/comparison.hpp"

#include <span>
#include <vector>

namespace slalom::statistics {

/// What one run spent until it reached a target, or in all if it never did: in some units, the same for all runs.
struct Spent {
  std::vector<double> amounts;
  bool reached = false;
};

/// In the first unit, without an interval.
double expected_time(std::span<const Spent> runs);

/// In each unit, all that was spent divided by the number of successes: the expected cost of repeating runs until one
/// succeeds (Price 1997; Hansen et al. 2009). Infinite without a success. Bootstrap intervals over runs (bca_interval),
/// whose upper ends may be infinite. Empty without a run.
std::vector<Estimate> expected_times(std::span<const Spent> runs);

}  // namespace slalom::statistics
