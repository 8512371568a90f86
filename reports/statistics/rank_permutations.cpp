#include "statistics/rank_permutations.hpp"

#include "loader/random_stream.hpp"
#include "statistics/round_off.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_orders = 20'000;

/// Sums of ranks, and from them both statistics.
class Statistics {
 public:
  explicit Statistics(RankPermutations& into) : into_(into) {}

  void add(std::span<const std::vector<double>> rows) {
    std::vector<double> means(rows.front().size(), 0);
    for (const auto& row : rows)
      for (std::size_t i = 0; i < row.size(); ++i) means[i] += row[i] / static_cast<double>(rows.size());
    const auto [low, high] = std::ranges::minmax_element(means);
    into_.ranges.push_back(*high - *low);
    into_.squares.push_back(std::inner_product(means.begin(), means.end(), means.begin(), 0.0));
  }

 private:
  RankPermutations& into_;
};

/// How many orders the rows after the first have; at most one more than `most_orders`.
std::size_t count_orders(std::span<const std::vector<double>> rows) {
  std::size_t orders = 1;
  for (const auto& row : rows.subspan(1))
    for (std::size_t k = 2; k <= row.size(); ++k) {
      orders *= k;
      if (orders > max_orders) return orders;
    }
  return orders;
}

/// All orders of places 0 … n-1.
std::vector<std::vector<std::size_t>> all_orders(std::size_t n) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> all;
  do all.push_back(order);
  while (std::ranges::next_permutation(order).found);
  return all;
}

void enumerate(std::span<const std::vector<double>> rows, std::size_t row, std::vector<std::vector<double>>& ordered,
               const std::vector<std::vector<std::size_t>>& orders, Statistics& statistics) {
  if (row == rows.size()) return statistics.add(ordered);
  for (const auto& order : orders) {
    for (std::size_t i = 0; i < order.size(); ++i) ordered[row][i] = rows[row][order[i]];
    enumerate(rows, row + 1, ordered, orders, statistics);
  }
}

void draw(std::vector<std::vector<double>> rows, Statistics& statistics) {
  loader::RandomStream random(rows.size(), loader::Purpose::tuning);
  statistics.add(rows);
  for (std::size_t drawn = 1; drawn < max_orders; ++drawn) {
    for (auto& row : rows)
      for (auto i = row.size() - 1; i > 0; --i) std::swap(row[i], row[random.below(i + 1)]);
    statistics.add(rows);
  }
}

}  // namespace

RankPermutations::RankPermutations(std::span<const std::vector<double>> rows) {
  Statistics statistics(*this);
  std::vector<std::vector<double>> ordered(rows.begin(), rows.end());
  if (count_orders(rows) > max_orders)
    draw(std::move(ordered), statistics);
  else
    enumerate(rows, 1, ordered, all_orders(rows.front().size()), statistics);
  std::ranges::sort(squares);
  std::ranges::sort(ranges);
}

double tail(std::span<const double> ascending, double value) {
  const auto first = std::ranges::lower_bound(ascending, value - round_off);
  return static_cast<double>(ascending.end() - first) / static_cast<double>(ascending.size());
}

double critical_value(std::span<const double> ascending, double alpha) {
  for (const double value : ascending)
    if (tail(ascending, value) < alpha) return value;
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace slalom::statistics
