#include "statistics/ladder.hpp"

#include "statistics/expected_time.hpp"
#include "statistics/quantile.hpp"
#include "statistics/staircase.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::report {

namespace {

constexpr int steps_known = 16;  // half decades, where the minimum is known
constexpr int steps_unknown = 8;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The area under the run's share of reached targets, over the logarithm of cost within the range.
double area(const std::vector<double>& costs, const CostRange& range) {
  const double width = std::log(range.to / range.from);
  double sum = 0;
  for (double cost : costs) {
    if (std::isinf(cost)) continue;
    sum += width > 0 ? std::clamp(std::log(range.to / cost) / width, 0.0, 1.0) : 1;
  }
  return sum / static_cast<double>(costs.size());
}

}  // namespace

std::vector<double> ladder(const ProblemRuns& runs, const Measured& measured) {
  std::vector<double> starts;
  double least = infinity;
  for (const auto& c : runs.cases)
    for (const auto& run : c.results)
      for (std::size_t i = 0; i < run.points.size(); ++i) {
        const double value = measured.at(run, i, 0);
        if (!std::isfinite(value)) continue;
        if (i == 0) starts.push_back(value);
        least = std::min(least, value);
      }
  std::sort(starts.begin(), starts.end());
  const bool known = std::isfinite(runs.facts.minimum);
  const double start = median(starts), lowest = known ? 0 : least;
  if (starts.empty() || !(start > lowest)) return {};
  std::vector<double> targets;
  for (int i = 1; i <= (known ? steps_known : steps_unknown); ++i)
    targets.push_back(lowest + std::pow(10, -0.5 * i) * (start - lowest));
  return targets;
}

CostRange cost_range(const ProblemRuns& runs, const Measured& measured) {
  CostRange range{.from = infinity, .to = 0};
  for (const auto& c : runs.cases)
    for (const auto& run : c.results)
      for (std::size_t i = 0; i < run.points.size(); ++i) {
        const double cost = measured.passes(run, i);
        if (cost > 0) range.from = std::min(range.from, cost);
        range.to = std::max(range.to, cost);
      }
  return range;
}

Speed speed(const CaseRuns& runs, const Measured& measured, const std::vector<double>& ladder, const CostRange& range) {
  if (ladder.empty() || !(range.to > 0)) return {};
  Speed result;
  std::vector<double> all;
  std::vector<std::vector<Spent>> spent(ladder.size());
  for (const auto& run : runs.results) {
    if (run.points.empty()) continue;
    std::vector<double> costs;
    for (std::size_t i = 0, t = 0; t < ladder.size(); ++t) {
      while (i < run.points.size() && !(measured.at(run, i, 0) <= ladder[t])) ++i;
      const bool reached = i < run.points.size();
      const double cost = std::max(range.from, measured.passes(run, reached ? i : run.points.size() - 1));
      costs.push_back(reached ? cost : infinity);
      spent[t].push_back({{cost}, reached});
    }
    all.insert(all.end(), costs.begin(), costs.end());
    result.scores.push_back(area(costs, range));
  }
  result.runtimes = staircase(std::move(all));
  for (const auto& target : spent) result.expected.push_back(expected_time(target));
  return result;
}

}  // namespace slalom::report
