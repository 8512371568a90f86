// Below which differences are rounding.
#pragma once

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

inline constexpr double round_off = 1e-9;            ///< of statistics
inline constexpr double relative_round_off = 1e-12;  ///< of sums of the same numbers in another order

/// Whether two scores differ by no more than `tolerance`, or than sums of the same numbers in another order do.
inline bool equal_scores(double x, double y, double tolerance) {
  if (x == y) return true;
  const double difference = std::abs(x - y), size = std::max(std::abs(x), std::abs(y));
  return difference <= tolerance || (std::isfinite(size) && difference <= relative_round_off * size);
}

}  // namespace slalom::statistics
