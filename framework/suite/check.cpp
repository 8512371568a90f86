#include "suite/experiment_spec.hpp"
#include "suite/search.hpp"
#include "suite/values.hpp"
#include "suite/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace slalom::suite {

namespace {

constexpr double max_runs = 1e6;

/// Runs of the trials of one case, if it is tuned.
double trial_runs(const Tuning& tuning, const Budget& budget) {
  double trials = 1;  // untuned
  for (const auto& rung : rungs(tuning, budget)) trials += static_cast<double>(rung.points);
  return trials * static_cast<double>(tuning.seeds);
}

double runs_of(const ExperimentSpec& block, const ProblemSpec& problem, const OptimizerSpec& optimizer) {
  const auto scope = inherited_settings_of(block, problem, optimizer);
  auto seeds = static_cast<double>(block.seeds.count);
  if (is_tuned(scope)) seeds += trial_runs(*scope.tune, scope.budget.value_or(Budget{}));
  return variants(problem) * variants(optimizer) * seeds;
}

/// Before anything is made of them.
bool too_many_runs(const std::vector<ExperimentSpec>& specs, Diagnostics& diagnostics) {
  double runs = 0;
  for (const auto& block : specs)
    for (const auto& problem : *block.problems)
      for (const auto& optimizer : *block.optimizers) {
        runs += std::max(1.0, runs_of(block, problem, optimizer));
        if (runs > max_runs) {
          diagnostics.add(block.location, fmt::format("{:.15g} runs so far: a suite may have {:.0f}", runs, max_runs));
          return true;
        }
      }
  return false;
}

template <class C>
void check_labels(const std::vector<C>& choices, const char* sort, Diagnostics& diagnostics) {
  std::map<std::string, int> lines;
  for (const auto& choice : choices)
    for (const auto& label : labels(choice)) {
      const auto [first, is_new] = lines.emplace(label, choice.location.line);
      if (!is_new)
        diagnostics.add(choice.location, fmt::format("a second {} is labelled '{}'; the first is in line {}: give one "
                                                     "of them another label",
                                                     sort, label, first->second));
    }
}

bool has_steps(const Budget& b) { return b.steps || b.evaluations || b.epochs; }

void check_precision(const ProblemSpec& problem, const OptimizerSpec& optimizer, const InheritedSettings& scope,
                     Diagnostics& diagnostics) {
  const auto precision = scope.precision.value_or(preferred(problem));
  const auto real = static_cast<std::size_t>(precision);
  for (const auto* p : problem.plugins)
    if (!p->offers[real])
      diagnostics.add(problem.location, fmt::format("problem '{}' does not offer precision {}; it has {}", p->name,
                                                    to_text(precision), to_text(preferred(problem))));
  for (const auto* o : optimizer.plugins)
    if (!o->offers[real])
      diagnostics.add(optimizer.location, fmt::format("optimizer '{}' does not offer precision {}, that of '{}'",
                                                      o->name, to_text(precision), problem.label));
}

void check_stop(const ProblemSpec& problem, const OptimizerSpec& optimizer, const InheritedSettings& scope,
                Diagnostics& diagnostics) {
  if (!scope.stop || !scope.stop->gradient_norm || !scope.batch || scope.batch->sampling == Sampling::full) return;
  diagnostics.add(optimizer.location,
                  fmt::format("stop: gradient_norm needs full batches, and '{}' on '{}' has batch: {}", optimizer.label,
                              problem.label, to_text(*scope.batch)));
}

void check_schedules(const OptimizerSpec& optimizer, const Budget& budget, Diagnostics& diagnostics) {
  for (const auto& rate : optimizer.rates)
    if (rate.plugin != nullptr && rate.plugin->needs_total && !has_steps(budget))
      diagnostics.add(rate.location,
                      fmt::format("schedule '{}' needs to know the number of steps: give a budget of steps, "
                                  "evaluations or epochs",
                                  rate.schedule));
}

void check_tuning(const ProblemSpec& problem, const OptimizerSpec& optimizer, const InheritedSettings& scope,
                  Diagnostics& diagnostics) {
  const bool has_ranges = !optimizer.ranges.empty() || std::ranges::any_of(optimizer.rates, [](const RateSpec& rate) {
    return rate.range.has_value();
  });
  if (has_ranges && !is_tuned(scope))
    diagnostics.add(optimizer.location,
                    fmt::format("'{}' on '{}' has a range to search in, and is not tuned: give tune, such "
                                "as tune: {{trials: 20}}",
                                optimizer.label, problem.label));
  if (!is_tuned(scope)) return;
  if (scope.tune->on == Criterion::validation_loss && !holds_out_examples(problem))
    diagnostics.add(problem.location,
                    fmt::format("tune: on: validation_loss needs examples that '{}' holds out: {}", problem.label,
                                may_hold_out_examples(problem) ? "give it validation, such as validation: 0.2"
                                                               : "it has none, so tune on final_loss"));
  if (scope.tune->on == Criterion::steps_to_target && !scope.targets)
    diagnostics.add(optimizer.location,
                    fmt::format("tune: on: steps_to_target needs targets, and '{}' on '{}' has none", optimizer.label,
                                problem.label));
}

void check_pairs(const ExperimentSpec& block, Diagnostics& diagnostics) {
  bool has_budgets = true;
  for (const auto& problem : *block.problems)
    for (const auto& optimizer : *block.optimizers) {
      if (!problem.known() || !optimizer.known()) continue;
      const auto scope = inherited_settings_of(block, problem, optimizer);
      check_precision(problem, optimizer, scope, diagnostics);
      check_stop(problem, optimizer, scope, diagnostics);
      check_tuning(problem, optimizer, scope, diagnostics);
      if (scope.budget)
        check_schedules(optimizer, *scope.budget, diagnostics);
      else if (std::exchange(has_budgets, false))  // once will do
        diagnostics.add(block.location,
                        fmt::format("no budget for '{}' on '{}': give one, such as budget: {{steps: 1000}}",
                                    optimizer.label, problem.label));
    }
}

std::vector<std::string> optimizer_labels(const ExperimentSpec& block) {
  std::vector<std::string> all;
  for (const auto& optimizer : *block.optimizers) std::ranges::move(labels(optimizer), std::back_inserter(all));
  return all;
}

/// A baseline that experiments inherit from the suite need not be in each of them.
void check_baselines(const std::vector<ExperimentSpec>& specs, Diagnostics& diagnostics) {
  std::map<std::pair<int, int>, const ExperimentSpec*> unknown;
  std::set<std::pair<int, int>> known;
  for (const auto& block : specs) {
    if (block.baseline.empty()) continue;
    const auto all = optimizer_labels(block);
    const std::pair place(block.baseline_location.line, block.baseline_location.column);
    if (std::ranges::find(all, block.baseline) != all.end())
      known.insert(place);
    else
      unknown.try_emplace(place, &block);
  }
  for (const auto& [place, block] : unknown)
    if (!known.contains(place))
      diagnostics.add(block->baseline_location,
                      fmt::format("baseline: no optimizer is labelled '{}'{}", block->baseline,
                                  hint(block->baseline, optimizer_labels(*block))));
}

}  // namespace

void check(const std::vector<ExperimentSpec>& specs, Diagnostics& diagnostics) {
  if (too_many_runs(specs, diagnostics)) return;
  for (const auto& block : specs) {
    check_labels(*block.problems, "problem", diagnostics);
    check_labels(*block.optimizers, "optimizer", diagnostics);
    check_pairs(block, diagnostics);
  }
  check_baselines(specs, diagnostics);
}

}  // namespace slalom::suite
