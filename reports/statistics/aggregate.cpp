#include "statistics/aggregate.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/quantile.hpp"

#include <algorithm>

namespace slalom::statistics {

namespace {

constexpr std::size_t min_per_problem = 3;

}  // namespace

Estimate aggregate_score(std::span<const std::vector<double>> by_problem) {
  std::vector<double> all;
  for (const auto& scores : by_problem) all.insert(all.end(), scores.begin(), scores.end());
  if (all.empty()) return {};
  std::sort(all.begin(), all.end());
  Estimate result{.value = interquartile_mean(all), .interval = {}};
  std::size_t fewest = by_problem.front().size();
  for (const auto& scores : by_problem) fewest = std::min(fewest, scores.size());
  if (fewest < min_per_problem || all.size() < min_for_interval) return result;
  std::vector<double> resampled;
  std::vector<std::size_t> indices;
  for (std::size_t b = 0; b < bootstrap_resamples; ++b) {
    all.clear();
    for (std::size_t stratum = 0; stratum < by_problem.size(); ++stratum) {
      indices.resize(by_problem[stratum].size());
      resample(b, indices, stratum + 1);
      for (const auto i : indices) all.push_back(by_problem[stratum][i]);
    }
    std::sort(all.begin(), all.end());
    resampled.push_back(interquartile_mean(all));
  }
  result.interval = percentile_interval(std::move(resampled), widened_level(confidence, fewest));
  return result;
}

}  // namespace slalom::statistics
