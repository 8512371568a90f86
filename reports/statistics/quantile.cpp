#include "statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace slalom::statistics {

double quantile(std::span<const double> ascending, double p) {
  if (ascending.empty()) return unknown;
  const double place = p * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double share = place - std::floor(place);
  const double low = ascending[below];
  if (share == 0 || low == ascending[below + 1] || std::isinf(low)) return low;
  return low + share * (ascending[below + 1] - low);
}

double median(std::span<const double> ascending) { return quantile(ascending, 0.5); }

double interquartile_mean(std::span<const double> ascending) {
  if (ascending.empty()) return unknown;
  const auto dropped = ascending.size() / 4;
  const auto kept = ascending.subspan(dropped, ascending.size() - 2 * dropped);
  return std::accumulate(kept.begin(), kept.end(), 0.0) / static_cast<double>(kept.size());
}

Quartiles quartiles(std::vector<double> values, bool higher_is_better) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  Quartiles s{.count = values.size(),
              .median = quantile(values, 0.5),
              .lower = quantile(values, 0.25),
              .upper = quantile(values, 0.75),
              .best = values.front(),
              .worst = values.back()};
  if (higher_is_better) std::swap(s.best, s.worst);
  return s;
}

}  // namespace slalom::statistics
