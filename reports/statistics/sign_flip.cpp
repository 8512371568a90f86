#include "statistics/sign_flip.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/quantile.hpp"
#include "statistics/round_off.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_enumerated_seeds = 12, random_patterns = 4095;
constexpr double clip_at = 3;              // times the median size
constexpr double smallest_spread = 1e-15;  // relative; of rows whose differences are all equal

/// A row in numbers that do not overflow: clipped, divided by the largest, with the position of each seed.
struct ClippedRow {
  std::vector<std::size_t> seeds;
  std::vector<double> values;
  double squares = 0;
};

ClippedRow clipped(const PairedRow& row, const std::map<std::uint64_t, std::size_t>& position) {
  std::vector<double> sizes;
  for (double v : row.values)
    if (v != 0) sizes.push_back(std::abs(v));
  std::sort(sizes.begin(), sizes.end());
  const double limit = sizes.empty() ? 1 : clip_at * sizes[(sizes.size() - 1) / 2];
  ClippedRow result;
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    const double v = row.values[i];
    const double scaled =
        std::isinf(limit) ? (std::isinf(v) ? std::copysign(1, v) : 0) : std::clamp(v / limit, -1.0, 1.0);
    result.seeds.push_back(position.at(row.seeds[i]));
    result.values.push_back(scaled);
    result.squares += scaled * scaled;
  }
  return result;
}

/// Student's t, brought to the normal distribution's scale (Wallace 1959): rows may have different numbers of seeds.
double statistic(const ClippedRow& row, const std::vector<double>& signs) {
  const auto n = static_cast<double>(row.values.size());
  if (row.squares == 0 || n < 2) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < row.values.size(); ++i) sum += signs[row.seeds[i]] * row.values[i];
  const double freedom = n - 1, quartiles = std::max(1 - sum * sum / (n * row.squares), smallest_spread);
  return std::copysign(std::sqrt(-freedom * std::log(quartiles)) * (8 * freedom + 1) / (8 * freedom + 3), sum);
}

/// The signs of each seed in pattern `number`, of which the first is all +.
void set_signs(std::size_t number, bool all_patterns, std::vector<std::size_t>& drawn, std::vector<double>& signs) {
  if (!all_patterns && number > 0) {
    // Draws from 0 … n−1 in the lower or upper half: a fair coin where n is even.
    resample(number, drawn, 1);
    for (std::size_t i = 0; i < signs.size(); ++i) signs[i] = 2 * drawn[i] < drawn.size() ? -1 : 1;
    return;
  }
  for (std::size_t i = 0; i < signs.size(); ++i) signs[i] = all_patterns && ((number >> i) & 1U) != 0 ? -1 : 1;
}

}  // namespace

std::vector<double> sign_flip_test(std::span<const PairedRow> rows) {
  std::map<std::uint64_t, std::size_t> position;
  for (const auto& row : rows)
    for (const auto seed : row.seeds) position.try_emplace(seed, position.size());
  std::vector<ClippedRow> all;
  for (const auto& row : rows) all.push_back(clipped(row, position));

  std::vector<double> signs(position.size(), 1), observed;
  for (const auto& row : all) observed.push_back(statistic(row, signs));
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return observed[a] > observed[b]; });

  const bool all_patterns = position.size() <= max_enumerated_seeds;
  const std::size_t patterns = all_patterns ? std::size_t{1} << position.size() : random_patterns + 1;
  std::vector<std::size_t> as_large(rows.size(), 0), drawn(position.size() + position.size() % 2);
  for (std::size_t number = 0; number < patterns; ++number) {
    set_signs(number, all_patterns, drawn, signs);
    double largest = -std::numeric_limits<double>::infinity();  // of this row and those below it
    for (std::size_t k = order.size(); k-- > 0;) {
      largest = std::max(largest, statistic(all[order[k]], signs));
      if (largest >= observed[order[k]] - round_off) ++as_large[k];
    }
  }
  std::vector<double> p(rows.size());
  double so_far = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    so_far = std::max(so_far, static_cast<double>(as_large[k]) / static_cast<double>(patterns));
    p[order[k]] = so_far;
  }
  return p;
}

std::size_t least_seeds_one_sided(double alpha) { return static_cast<std::size_t>(std::floor(-std::log2(alpha))) + 1; }

}  // namespace slalom::statistics
