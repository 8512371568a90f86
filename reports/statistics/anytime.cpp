#include "statistics/anytime.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/cost.hpp"
#include "statistics/infinity.hpp"
#include "statistics/moments.hpp"
#include "statistics/target_grid.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

constexpr std::size_t attainment_costs = 25;

/// Failed runs have got nowhere.
std::vector<Progression> progressions(const CaseRuns& runs, const MetricView& measured, Unit unit) {
  std::vector<Progression> all;
  for (const auto& run : runs.results)
    if (!run.points.empty()) all.push_back(progression(run, measured, unit));
  all.resize(all.size() + runs.failures.size());
  return all;
}

/// Spaced evenly on a logarithmic scale.
std::vector<double> costs_within(const CostRange& range) {
  std::vector<double> costs;
  for (std::size_t i = 0; i < attainment_costs; ++i)
    costs.push_back(range.from * std::pow(range.to / range.from,
                                          static_cast<double>(i) / static_cast<double>(attainment_costs - 1)));
  return costs;
}

const CaseRuns& runs_of(const ProblemRuns& runs, const OptimizerResult& o) {
  return *std::ranges::find(runs.cases, o.label, [](const CaseRuns& c) { return c.c->optimizer.label; });
}

}  // namespace

Progression progression(const run::RunRecord& run, const MetricView& measured, Unit unit) {
  Progression result;
  double lowest = infinity;
  for (std::size_t i = 0; i < run.points.size(); ++i) {
    const double loss = measured.at(run, i, 0);
    if (!std::isnan(loss)) lowest = std::min(lowest, loss);
    result.cost.push_back(spent(run.points[i], measured.examples(), unit));
    result.lowest.push_back(lowest);
  }
  return result;
}

double closeness(double loss, double lower, double upper) {
  if (!(loss > lower)) return 1;
  return std::isinf(loss) ? 0 : std::clamp(std::log(upper / loss) / std::log(upper / lower), 0.0, 1.0);
}

double area_over_curve(const Progression& run, double lower, double upper, double budget) {
  if (run.cost.empty()) return 0;
  double area = 0, from = 0, height = closeness(run.lowest.front(), lower, upper);
  for (std::size_t i = 0; i < run.cost.size() && run.cost[i] <= budget; ++i) {
    area += (run.cost[i] - from) * height;
    from = run.cost[i];
    height = closeness(run.lowest[i], lower, upper);
  }
  return (area + (budget - from) * height) / budget;
}

std::vector<std::vector<double>> attainment(std::span<const Progression> runs, std::span<const double> costs,
                                            std::span<const double> losses) {
  std::vector<std::vector<double>> fractions(losses.size(), std::vector<double>(costs.size(), 0));
  for (const auto& run : runs)
    for (std::size_t c = 0; c < costs.size(); ++c) {
      const auto after = std::ranges::upper_bound(run.cost, costs[c]);
      if (after == run.cost.begin()) continue;
      const double lowest = run.lowest[static_cast<std::size_t>(after - run.cost.begin()) - 1];
      for (std::size_t l = 0; l < losses.size(); ++l)
        if (lowest <= losses[l]) ++fractions[l][c];
    }
  for (auto& row : fractions)
    for (double& fraction : row) fraction /= static_cast<double>(runs.size());
  return fractions;
}

void add_anytime(const ProblemRuns& runs, const MetricView& measured, ProblemComparison& problem) {
  if (problem.target_grid.empty() || !(problem.start > 0)) return;
  const double lower = problem.target_grid.back(), upper = problem.start;
  auto& a = problem.attainment;
  for (auto& o : problem.optimizers) {
    const auto& own = runs_of(runs, o);
    const auto range = cost_range(own, measured.examples(), problem.unit);
    if (own.results.empty() || !(range.to > 0)) continue;
    const auto curves = progressions(own, measured, problem.unit);
    std::vector<double> areas;
    for (const auto& run : curves) areas.push_back(area_over_curve(run, lower, upper, range.to));
    o.anytime = estimate(std::move(areas), mean);
    if (o.rank == 0 || a.optimizers.size() == 2) continue;
    if (a.optimizers.empty()) {
      a.costs = costs_within(range);
      a.losses = problem.target_grid;
    }
    a.optimizers.push_back(o.label);
    a.attained.push_back(attainment(curves, a.costs, a.losses));
  }
  if (a.optimizers.size() < 2) {
    a = {};
    return;
  }
  a.difference = a.attained[0];
  for (std::size_t l = 0; l < a.losses.size(); ++l)
    for (std::size_t c = 0; c < a.costs.size(); ++c) a.difference[l][c] -= a.attained[1][l][c];
}

}  // namespace slalom::statistics
