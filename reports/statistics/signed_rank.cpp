#include "statistics/signed_rank.hpp"

#include "statistics/distributions.hpp"
#include "statistics/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_exact = 50;  // 2^50 sign patterns are counted exactly in a double

/// All 2^n patterns of signs are equally likely: counts them by their sum. Ranks are doubled, which makes shared ones
/// whole numbers.
double exact_p(std::span<const double> rank, double statistic) {
  std::vector<std::size_t> doubled;
  for (double r : rank) doubled.push_back(static_cast<std::size_t>(std::lround(2 * r)));
  const auto total = std::accumulate(doubled.begin(), doubled.end(), std::size_t{0});
  std::vector<double> patterns(total + 1, 0);
  patterns[0] = 1;
  for (auto r : doubled)
    for (auto sum = total; sum >= r; --sum) patterns[sum] += patterns[sum - r];

  const auto observed = static_cast<std::size_t>(std::lround(2 * statistic));
  const auto middle = patterns.begin() + static_cast<std::ptrdiff_t>(observed);
  const double at_most = std::accumulate(patterns.begin(), middle + 1, 0.0);
  const double at_least = std::accumulate(middle, patterns.end(), 0.0);
  return std::min(1.0, 2 * std::min(at_most, at_least) / std::ldexp(1.0, static_cast<int>(rank.size())));
}

double normal_p(std::span<const double> rank, double statistic) {
  // Ties included: each rank r is added with probability 1/2, so the mean is Σ r/2 and the variance Σ r²/4.
  double sum = 0, squares = 0;
  for (double r : rank) sum += r, squares += r * r;
  const double z = (statistic - sum / 2) / (std::sqrt(squares) / 2);
  return std::min(1.0, 2 * normal_cdf(-std::abs(z)));
}

}  // namespace

SignedRank signed_rank_test(std::span<const double> differences) {
  std::vector<double> kept, sizes;
  for (double d : differences)
    if (d != 0) kept.push_back(d), sizes.push_back(std::abs(d));
  if (kept.empty()) return {};

  const auto rank = ranks(sizes);
  double statistic = 0;
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept[i] > 0) statistic += rank[i];
  const double p = kept.size() <= max_exact ? exact_p(rank, statistic) : normal_p(rank, statistic);
  return {.count = kept.size(), .statistic = statistic, .p = p};
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p[a] < p[b]; });

  std::vector<double> corrected(p.size());
  double largest = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    largest = std::max(largest, std::min(1.0, p[order[k]] * static_cast<double>(p.size() - k)));
    corrected[order[k]] = largest;
  }
  return corrected;
}

}  // namespace slalom::statistics
