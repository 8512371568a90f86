#include "statistics/step_function.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

StepFunction step_function(std::vector<double> costs) {
  StepFunction stairs;
  std::sort(costs.begin(), costs.end());
  for (std::size_t i = 0; i < costs.size() && std::isfinite(costs[i]); ++i) {
    if (i + 1 < costs.size() && costs[i + 1] == costs[i]) continue;
    stairs.x.push_back(costs[i]);
    stairs.y.push_back(static_cast<double>(i + 1) / static_cast<double>(costs.size()));
  }
  return stairs;
}

double height_at(const StepFunction& stairs, double x) {
  const auto above = std::upper_bound(stairs.x.begin(), stairs.x.end(), x) - stairs.x.begin();
  return above == 0 ? 0 : stairs.y[static_cast<std::size_t>(above) - 1];
}

std::vector<std::vector<double>> performance_ratios(std::span<const std::vector<double>> costs) {
  std::vector<std::vector<double>> ratios;
  for (const auto& row : costs) {
    const double least = *std::min_element(row.begin(), row.end());
    if (!std::isfinite(least)) continue;
    auto& r = ratios.emplace_back(row);
    for (double& cost : r) cost = cost == least ? 1 : cost / least;
  }
  return ratios;
}

}  // namespace slalom::statistics
