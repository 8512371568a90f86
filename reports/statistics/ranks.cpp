#include "statistics/ranks.hpp"

#include "statistics/round_off.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace slalom::statistics {

std::vector<double> ranks(std::span<const double> values, double tolerance) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });

  const auto equal = [&](double a, double b) { return equal_scores(a, b, tolerance); };
  std::vector<double> result(values.size(), 0);
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    for (last = first + 1; last < order.size() && equal(values[order[last - 1]], values[order[last]]);) ++last;
    for (auto k = first; k < last; ++k) result[order[k]] = static_cast<double>(first + 1 + last) / 2;
  }
  return result;
}

}  // namespace slalom::statistics
