#include "statistics/change_point.hpp"

#include "loader/random_stream.hpp"
#include "statistics/ranks.hpp"
#include "statistics/round_off.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_enumerated = 7, random_orders = 20'000;

/// From ranks: U_t = 2 (r_1 + … + r_t) - t (n + 1), with the opposite sign.
ChangePoint largest(std::span<const double> rank) {
  ChangePoint found;
  double sum = 0;
  for (std::size_t t = 1; t < rank.size(); ++t) {
    sum += rank[t - 1];
    const double u = std::abs(2 * sum - static_cast<double>(t * (rank.size() + 1)));
    if (u > found.statistic + round_off || t == 1) found = {.after = t, .statistic = u};
  }
  return found;
}

}  // namespace

ChangePoint pettitt_test(std::span<const double> values) {
  const auto rank = ranks(values);
  auto found = largest(rank);
  std::size_t all = 0, reached = 0;
  const auto count = [&](const std::vector<double>& order) {
    ++all;
    reached += largest(order).statistic >= found.statistic - round_off ? 1 : 0;
  };
  auto order = rank;
  if (order.size() <= max_enumerated) {
    std::vector<std::size_t> places(order.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    do {
      for (std::size_t i = 0; i < places.size(); ++i) order[i] = rank[places[i]];
      count(order);
    } while (std::ranges::next_permutation(places).found);
  } else {
    loader::RandomStream random(order.size(), loader::Purpose::tuning);
    count(order);
    while (all < random_orders) {
      for (auto i = order.size() - 1; i > 0; --i) std::swap(order[i], order[random.below(i + 1)]);
      count(order);
    }
  }
  found.p = static_cast<double>(reached) / static_cast<double>(all);
  return found;
}

}  // namespace slalom::statistics
