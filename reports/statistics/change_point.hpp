// When did a series of results change?
#pragma once

#include <cstddef>
#include <span>

namespace slalom::statistics {

struct ChangePoint {
  std::size_t after = 0;  ///< so many values come before the change; 0 for fewer than two values
  double statistic = 0;   ///< K, the largest |U|
  double p = 1;
};

/// Pettitt's test of one change of location in a series of independent values (Pettitt 1979, section 2): U_t is the
/// number of pairs of a value up to t and one after it in which the first is larger, less that in which it is smaller;
/// the change is where |U_t| is largest. p is by permutation: from all orders of up to 7 values, else from 20,000
/// orders that are drawn by counter, the observed one among them. Infinite values are the largest.
ChangePoint pettitt_test(std::span<const double> values);

}  // namespace slalom::statistics
