#include "statistics/effect_size.hpp"

#include "statistics/signed_rank.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace slalom::statistics {

double probability_of_improvement(std::span<const double> x, std::span<const double> y) {
  if (x.empty() || y.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> ascending(y.begin(), y.end());
  std::sort(ascending.begin(), ascending.end());
  double wins = 0;
  for (const double a : x) {
    const auto [first, last] = std::equal_range(ascending.begin(), ascending.end(), a);
    wins += static_cast<double>(ascending.end() - last) + 0.5 * static_cast<double>(last - first);
  }
  return wins / static_cast<double>(x.size() * y.size());
}

double rank_biserial(std::span<const double> differences) {
  const auto test = signed_rank_test(differences);
  const auto n = static_cast<double>(test.count);
  return n == 0 ? 0 : 4 * test.statistic / (n * (n + 1)) - 1;
}

}  // namespace slalom::statistics
