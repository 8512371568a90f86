#include "statistics/expected_time.hpp"

#include "statistics/bootstrap.hpp"

#include <cmath>
#include <limits>
#include <numeric>

namespace slalom::statistics {

namespace {

std::vector<double> ratios(std::span<const Spent> runs, std::span<const std::size_t> drawn) {
  std::vector<double> spent(runs.front().amounts.size(), 0);
  double successes = 0;
  for (const auto i : drawn) {
    successes += runs[i].reached ? 1 : 0;
    for (std::size_t unit = 0; unit < spent.size(); ++unit) spent[unit] += runs[i].amounts[unit];
  }
  for (double& s : spent) s = successes > 0 ? s / successes : std::numeric_limits<double>::infinity();
  return spent;
}

std::vector<std::size_t> all_of(std::span<const Spent> runs) {
  std::vector<std::size_t> indices(runs.size());
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  return indices;
}

}  // namespace

double expected_time(std::span<const Spent> runs) {
  return runs.empty() ? unknown : ratios(runs, all_of(runs)).front();
}

std::vector<Estimate> expected_times(std::span<const Spent> runs) {
  if (runs.empty()) return {};
  auto drawn = all_of(runs);
  std::vector<Estimate> result;
  for (const double value : ratios(runs, drawn)) result.push_back({.value = value, .interval = {}});
  if (runs.size() < min_for_interval || std::isinf(result.front().value)) return result;

  std::vector<std::vector<double>> resampled(result.size());
  for (std::size_t b = 0; b < bootstrap_resamples; ++b) {
    resample(b, drawn);
    const auto values = ratios(runs, drawn);
    for (std::size_t unit = 0; unit < values.size(); ++unit) resampled[unit].push_back(values[unit]);
  }
  std::vector<std::vector<double>> left_one_out(result.size());
  for (std::size_t left = 0; left < runs.size() && runs.size() <= max_for_acceleration; ++left) {
    auto others = all_of(runs);
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(left));
    const auto values = ratios(runs, others);
    for (std::size_t unit = 0; unit < values.size(); ++unit) left_one_out[unit].push_back(values[unit]);
  }
  for (std::size_t unit = 0; unit < result.size(); ++unit)
    result[unit].interval = bca_interval(result[unit].value, std::move(resampled[unit]), left_one_out[unit],
                                         widened_level(confidence, runs.size()));
  return result;
}

}  // namespace slalom::statistics
