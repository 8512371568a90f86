// Moments of samples.
#pragma once

#include <cmath>
#include <numeric>
#include <span>

namespace slalom::statistics {

inline double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Of a sample: the squares are divided by n - 1.
inline double standard_deviation(std::span<const double> values) {
  const double center = mean(values);
  double squares = 0;
  for (const double v : values) squares += (v - center) * (v - center);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace slalom::statistics
