#include "statistics/target_grid.hpp"

#include "statistics/cost.hpp"
#include "statistics/expected_time.hpp"
#include "statistics/infinity.hpp"
#include "statistics/quantile.hpp"
#include "statistics/step_function.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace slalom::statistics {

namespace {

constexpr int a_decade_known = 2, a_decade_unknown = 8;  // targets
constexpr int decades_known = 8, decades_unknown = 4;

/// The area under the run's fraction of reached targets, over the logarithm of cost within the range.
double area(const std::vector<double>& costs, const CostRange& range) {
  const double width = std::log(range.to / range.from);
  double sum = 0;
  for (double cost : costs) {
    if (std::isinf(cost)) continue;
    sum += width > 0 ? std::clamp(std::log(range.to / cost) / width, 0.0, 1.0) : 1;
  }
  return sum / static_cast<double>(costs.size());
}

/// The median over seeds of the loss at the start, which all optimizers share.
double median_of_starts(const ProblemRuns& runs, const MetricView& measured) {
  std::map<std::uint64_t, double> by_seed;
  for (const auto& c : runs.cases)
    for (const auto& run : c.results)
      if (!run.points.empty() && std::isfinite(measured.at(run, 0, 0)))
        by_seed.emplace(run.seed, measured.at(run, 0, 0));
  std::vector<double> starts;
  for (const auto& [seed, start] : by_seed) starts.push_back(start);
  return quartiles(std::move(starts)).median;
}

bool has_goal(const suite::Stop& stop) { return stop.distance || stop.gap || stop.loss || stop.gradient_norm; }

/// The loss (or gap) at which `stop` ends a run; infinite if it asks for something else, NaN if for nothing.
double goal(const suite::Stop& stop, double minimum) {
  if (!has_goal(stop)) return unknown;
  if (stop.distance || stop.gradient_norm) return infinity;
  double lowest = -infinity;
  if (stop.gap) lowest = std::max(lowest, std::isfinite(minimum) ? *stop.gap : *stop.gap + minimum);
  if (stop.loss) lowest = std::max(lowest, std::isfinite(minimum) ? *stop.loss - minimum : *stop.loss);
  return lowest;
}

}  // namespace

CostRange cost_range(const CaseRuns& runs, double examples, Unit unit) {
  double to = allowed(runs.c->budget, unit);
  if (std::isinf(to)) {  // it counts something else
    to = 0;
    for (const auto& run : runs.results) to = std::max(to, spent(run, examples, unit));
  }
  if (unit == Unit::cpu_seconds) return {1e-6 * to, to};
  return {unit == Unit::epochs ? 1 / examples : 1, to};
}

std::vector<double> target_grid(const ProblemRuns& runs, const MetricView& measured) {
  const double start = median_of_starts(runs, measured);
  if (!(start > 0)) return {};
  const bool known = std::isfinite(runs.info.minimum);
  const int a_decade = known ? a_decade_known : a_decade_unknown;
  const int steps = a_decade * (known ? decades_known : decades_unknown);
  const double last = goal(runs.cases.front().c->stop, runs.info.minimum);
  std::vector<double> targets;
  for (int i = 1; i <= steps; ++i) {
    const double target = std::pow(10, -static_cast<double>(i) / a_decade) * start;
    if (target <= last) break;
    targets.push_back(target);
  }
  return targets;
}

Speed speed(const CaseRuns& runs, const MetricView& measured, const std::vector<double>& target_grid, Unit unit) {
  const double examples = measured.examples();
  const bool by_goal = has_goal(runs.c->stop);
  const auto range = cost_range(runs, examples, unit);
  if ((target_grid.empty() && !by_goal) || !(range.to > 0)) return {};
  Speed result;
  std::vector<double> all;
  std::vector<std::vector<Spent>> needed(target_grid.size() + (by_goal ? 1 : 0));
  for (const auto& run : runs.results) {
    if (run.points.empty()) continue;
    std::vector<double> costs;
    const auto add = [&](double cost, bool reached) {
      needed[costs.size()].push_back({{std::max(range.from, cost)}, reached});
      costs.push_back(reached ? std::max(range.from, cost) : infinity);
    };
    std::size_t i = 0;
    for (const double target : target_grid) {
      while (i < run.points.size() && !(measured.at(run, i, 0) <= target)) ++i;
      const bool reached = i < run.points.size();
      add(spent(reached ? run.points[i] : run.points.back(), examples, unit), reached);
    }
    if (by_goal) add(spent(run, examples, unit), run.status == run::Status::target);
    all.insert(all.end(), costs.begin(), costs.end());
    result.scores.push_back(area(costs, range));
  }
  if (!result.scores.empty())
    for (const auto& run : runs.failures) {  // never at a target
      for (auto& target : needed) target.push_back({{std::max(range.from, spent(run, examples, unit))}, false});
      all.insert(all.end(), needed.size(), infinity);
      result.scores.push_back(0);
    }
  result.runtimes = step_function(std::move(all));
  for (const auto& target : needed) result.expected.push_back(expected_time(target));
  return result;
}

}  // namespace slalom::statistics
