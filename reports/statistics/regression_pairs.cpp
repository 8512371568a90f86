#include "statistics/regression_pairs.hpp"

#include "statistics/infinity.hpp"
#include "statistics/metric_view.hpp"
#include "statistics/significance.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace slalom::statistics {

namespace {

constexpr double smallest_ratio = 1e-300;
/// Of a shorter run the time tells more of the machine than of the optimizer.
constexpr double shortest_timed = 0.01;

bool reached(const run::RunRecord& run) { return run.status == run::Status::target; }

/// In the unit of the budget.
double cost(const suite::Case& c, const run::RunRecord& run) {
  if (c.budget.evaluations) return static_cast<double>(run.evaluations);
  if (c.budget.epochs) return static_cast<double>(run.examples);
  if (c.budget.steps || !c.budget.cpu_seconds) return static_cast<double>(run.steps);
  return run.cpu_seconds;
}

/// Values of one side's runs.
class Side {
 public:
  explicit Side(const ProblemRuns& runs) : runs_(runs), measured_(runs) {}

  double loss(const run::RunRecord& run, bool best) const {
    const double value = best ? measured_.best(run, 0) : measured_.final(run, 0);
    const double start = run.points.empty() ? 0 : measured_.at(run, 0, 0);
    return floored(value, start);
  }

  /// Lower is better; NaN if the problem has no such metric; infinite if the run has no value of it.
  double metric(const run::RunRecord& run, const std::string& name) const {
    const auto& names = runs_.info.metrics;
    const auto m = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin()) + 1;
    if (m > names.size()) return unknown;
    const double value = measured_.final(run, m);
    if (std::isnan(value)) return infinity;
    return measured_.measures()[m].higher_is_better ? shortfall(name, value) : value;
  }

  double cost_to_goal(const run::RunRecord& run, const std::string& unit) const {
    if (!reached(run)) return infinity;
    if (unit == "steps") return static_cast<double>(run.steps);
    if (unit == "evaluations") return static_cast<double>(run.evaluations);
    return cost(*runs_.cases.front().c, run);
  }

 private:
  const ProblemRuns& runs_;
  MetricView measured_;
};

/// Where a loss is negative a ratio means nothing: one plus the change, as a fraction of A's.
double ratio_of(double before, double after) {
  if (before == after) return 1;
  if (std::isinf(before)) return 0;
  if (before >= 0 && after >= 0) return after / before;
  return std::max(smallest_ratio, 1 + (after - before) / std::abs(before));
}

struct Pair {
  double before, after;  ///< lower is better; infinite without a value
};

/// Nothing where it was not measured.
std::optional<Pair> quality_of(const Side& a, const run::RunRecord& before, const Side& b, const run::RunRecord& after,
                               const std::string& metric) {
  const bool to_goal =
      metric == "steps" || metric == "evaluations" || (metric == "score" && (reached(before) || reached(after)));
  double x = 0, y = 0;
  if (to_goal)
    x = a.cost_to_goal(before, metric), y = b.cost_to_goal(after, metric);
  else if (metric == "score" || metric == "final_loss" || metric == "best_loss")
    x = a.loss(before, metric == "best_loss"), y = b.loss(after, metric == "best_loss");
  else
    x = a.metric(before, metric), y = b.metric(after, metric);
  if (std::isnan(x) || std::isnan(y)) return std::nullopt;
  return Pair{x, y};
}

bool equal_runs(const run::RunRecord& a, const run::RunRecord& b) {
  const auto equal = [](const run::Point& x, const run::Point& y) {
    return x.step == y.step && x.evaluations == y.evaluations &&
           (x.loss == y.loss || (std::isnan(x.loss) && std::isnan(y.loss)));
  };
  return !a.points.empty() && a.status == b.status && a.steps == b.steps &&
         std::ranges::equal(a.points, b.points, equal);
}

double seconds_per_step(const run::RunRecord& run) {
  const bool timed = run.steps > 0 && run.cpu_seconds >= shortest_timed;
  return timed ? run.cpu_seconds / static_cast<double>(run.steps) : unknown;
}

/// Calls `each` with the results of every seed that both have.
template <class Each>
void for_each_seed(const ProblemRuns& a, const ProblemRuns& b, Each each) {
  const auto& theirs = b.cases.front().results;
  for (const auto& before : a.cases.front().results)
    if (const auto after = std::ranges::find(theirs, before.seed, &run::RunRecord::seed); after != theirs.end())
      each(before, *after);
}

}  // namespace

LoadedCases load_cases(const Source& source, bool name_suites) {
  LoadedCases loaded;
  for (const auto& plan : source.plans) {
    const auto runs = runs_by_case(plan);
    for (std::size_t i = 0; i < plan.cases.size(); ++i) {
      const auto& c = plan.cases[i];
      if (c.phase == suite::Phase::tuning) continue;
      const auto& experiment = plan.experiments[c.experiment].name;
      CaseName name{.suite = name_suites ? plan.suite : "",
                    .experiment = !name_suites && experiment == plan.suite ? "" : experiment,
                    .problem = c.problem.label,
                    .optimizer = c.optimizer.label};
      while (loaded.cases.contains(name)) ++name.occurrence;
      loaded.order.push_back(name);
      auto& entry = loaded.cases[name];
      entry.runs = load(source, plan, {i}, runs);
      for (const auto& run : runs[i]) entry.planned.insert(run.seed);
    }
  }
  return loaded;
}

CasePairs pair_quality(const ProblemRuns& a, const ProblemRuns& b, const std::string& metric) {
  const bool needs_goal = metric == "steps" || metric == "evaluations";
  if (needs_goal && a.cases.front().c->stop == suite::Stop()) return {};
  CasePairs pairs{.seeds = {}, .ratios = {}, .lost = {}, .same_runs = true};
  const Side before(a), after(b);
  std::size_t common = 0, diverged = 0;
  for_each_seed(a, b, [&](const auto& x, const auto& y) {
    ++common;
    pairs.same_runs = pairs.same_runs && equal_runs(x, y);
    diverged += x.status == run::Status::diverged && y.status == x.status ? 1 : 0;
    const auto values = quality_of(before, x, after, y, metric);
    if (!values) return;
    const bool lost_before = std::isinf(values->before), lost_after = std::isinf(values->after);
    if (lost_before && lost_after) {
      ++pairs.lost_in_both;
      return;
    }
    const double ratio = ratio_of(values->before, values->after);
    pairs.seeds.push_back(x.seed);
    pairs.ratios.push_back(ratio);
    pairs.lost.push_back(lost_after ? 1 : lost_before ? -1 : 0);
    pairs.same_runs = pairs.same_runs && ratio == 1;
  });
  pairs.all_diverged = common > 0 && diverged == common;
  pairs.same_runs = pairs.same_runs && common > 0;
  const auto fixed = [](const CaseRuns& runs) { return deterministic(runs) && same_run(runs); };
  pairs.without_chance = pairs.ratios.size() == common && fixed(a.cases.front()) && fixed(b.cases.front());
  return pairs;
}

CasePairs pair_time(const ProblemRuns& a, const ProblemRuns& b) {
  CasePairs pairs;
  for_each_seed(a, b, [&](const auto& x, const auto& y) {
    const double before = seconds_per_step(x), after = seconds_per_step(y);
    if (!std::isnan(before) && !std::isnan(after))
      pairs.seeds.push_back(x.seed), pairs.ratios.push_back(ratio_of(before, after));
  });
  return pairs;
}

}  // namespace slalom::statistics
