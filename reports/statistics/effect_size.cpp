#include "statistics/effect_size.hpp"

#include "statistics/signed_rank.hpp"

#include <limits>

namespace slalom::report {

double probability_of_improvement(std::span<const double> x, std::span<const double> y) {
  if (x.empty() || y.empty()) return std::numeric_limits<double>::quiet_NaN();
  double wins = 0;
  for (double a : x)
    for (double b : y) wins += a < b ? 1 : a == b ? 0.5 : 0;
  return wins / static_cast<double>(x.size() * y.size());
}

double rank_biserial(std::span<const double> differences) {
  const auto test = signed_rank_test(differences);
  const auto n = static_cast<double>(test.count);
  return n == 0 ? 0 : 4 * test.statistic / (n * (n + 1)) - 1;
}

}  // namespace slalom::report
