#include "statistics/over_problems.hpp"

#include "statistics/aggregate.hpp"
#include "statistics/step_function.hpp"

#include <algorithm>
#include <set>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_corners = 200;

/// The mean of several stairs, each of the same weight. Thinned, if it has too many corners.
StepFunction mean_of_curves(const std::vector<const StepFunction*>& all) {
  std::set<double> places;
  for (const auto* stairs : all) places.insert(stairs->x.begin(), stairs->x.end());
  const std::vector<double> x(places.begin(), places.end());
  const auto kept = std::min(max_corners, x.size());
  StepFunction result;
  for (std::size_t i = 0; i < kept; ++i) {
    const double at = x[kept == 1 ? 0 : i * (x.size() - 1) / (kept - 1)];
    double sum = 0;
    for (const auto* stairs : all) sum += height_at(*stairs, at);
    result.x.push_back(at);
    result.y.push_back(sum / static_cast<double>(all.size()));
  }
  return result;
}

/// Expected costs: a row for each target of each problem, with all optimizers.
std::vector<std::vector<double>> cost_table(std::span<const ResultColumn> columns) {
  std::vector<std::vector<double>> rows;
  for (std::size_t p = 0; p < columns.front().size(); ++p) {
    const auto targets = columns.front()[p]->speed.expected.size();
    const bool complete = std::all_of(columns.begin(), columns.end(),
                                      [&](const auto& c) { return c[p]->speed.expected.size() == targets; });
    for (std::size_t t = 0; complete && t < targets; ++t) {
      auto& row = rows.emplace_back();
      for (const auto& column : columns) row.push_back(column[p]->speed.expected[t]);
    }
  }
  return rows;
}

StepFunction column_staircase(const std::vector<std::vector<double>>& rows, std::size_t column) {
  std::vector<double> costs;
  for (const auto& row : rows) costs.push_back(row[column]);
  return step_function(std::move(costs));
}

}  // namespace

void add_speed(std::vector<MeanRank>& optimizers, std::span<const ResultColumn> columns) {
  const auto costs = cost_table(columns);
  const auto ratios = performance_ratios(costs);
  for (std::size_t i = 0; i < optimizers.size(); ++i) {
    std::vector<std::vector<double>> scores;
    std::vector<const StepFunction*> runtimes;
    for (const auto* o : columns[i]) {
      scores.push_back(o->speed.scores);
      runtimes.push_back(&o->speed.runtimes);
    }
    optimizers[i].score = aggregate_score(scores);
    optimizers[i].runtimes = mean_of_curves(runtimes);
    optimizers[i].performance = column_staircase(ratios, i);
    optimizers[i].data = column_staircase(costs, i);
  }
}

}  // namespace slalom::statistics
