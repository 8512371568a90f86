#include "suite/data_hash.hpp"
#include "suite/experiment_spec.hpp"
#include "suite/search.hpp"
#include "suite/variants.hpp"

#include <algorithm>

namespace slalom::suite {

namespace {

constexpr std::uint64_t first_tuning_seed = 1'000'001;  // far from those that people give

struct OptimizerVariants {
  std::vector<OptimizerVariant> variants;
  std::vector<std::vector<SearchRange>> spaces;
};

std::vector<std::uint64_t> list_of(const Seeds& seeds) {
  std::vector<std::uint64_t> list;
  for (std::size_t i = 0; i < seeds.count; ++i) list.push_back(seeds[i]);
  return list;
}

/// None of those that are reported.
std::vector<std::uint64_t> tuning_seeds(const std::vector<std::uint64_t>& reported, std::uint64_t count) {
  std::vector<std::uint64_t> seeds;
  for (auto seed = first_tuning_seed; seeds.size() < count; ++seed)
    if (std::ranges::count(reported, seed) == 0) seeds.push_back(seed);
  return seeds;
}

Case case_of(const ProblemSpec& problem, const InheritedSettings& scope) {
  Case c;
  c.batch = scope.batch.value_or(c.batch);
  c.precision = scope.precision.value_or(preferred(problem));
  c.budget = scope.budget.value_or(c.budget);
  c.recording = scope.recording.value_or(c.recording);
  c.stop = scope.stop.value_or(c.stop);
  c.targets = scope.targets.value_or(c.targets);
  return c;
}

/// What is tuned on, where the suite does not say.
Tuning settled(Tuning tuning, const Json& problem_settings) {
  if (!tuning.on) tuning.on = holds_out_examples(problem_settings) ? Criterion::validation_loss : Criterion::final_loss;
  return tuning;
}

/// The study that settles the settings of the last case, and its trials. It has no runs until they are over.
void add_study(const Tuning& tuning, std::vector<SearchRange> space, std::vector<std::uint64_t> seeds, Plan& plan) {
  const auto index = plan.studies.size();
  Study study{.reported = plan.cases.size() - 1,
              .tuning = tuning,
              .space = std::move(space),
              .seeds = tuning_seeds(seeds, tuning.seeds),
              .reported_seeds = {}};
  study.reported_seeds = std::move(seeds);
  plan.cases.back().trial = {.study = index, .index = {}, .rung = 0};
  const Case reported = plan.cases.back();
  const auto add = [&](const Case& c, const Rung& rung, std::optional<std::uint64_t> point) {
    plan.cases.push_back(trial_of(c, study, rung, {.study = index, .index = point, .rung = 0}));
    add_runs(plan, plan.cases.size() - 1, study.seeds);
  };
  add(reported, {.points = 1, .divisor = 1}, {});
  const auto first = rungs(tuning, reported.budget).front();
  std::uint64_t number = 0;
  for (const auto& point : points(study, reported.budget)) add(at_point(reported, study, point), first, number++);
  plan.studies.push_back(std::move(study));
}

}  // namespace

InheritedSettings inherited_settings_of(const ExperimentSpec& block, const ProblemSpec& problem,
                                        const OptimizerSpec& optimizer) {
  auto scope = within(within(block.scope, problem.scope), optimizer.scope);
  if (block.trials && is_tuned(scope)) scope.tune->trials = *block.trials;
  return scope;
}

void add_runs(Plan& plan, std::size_t case_index, std::span<const std::uint64_t> seeds) {
  const auto text = canonical(plan.cases[case_index]);
  for (const auto seed : seeds)
    plan.runs.push_back({static_cast<std::uint32_t>(case_index), seed, identify(text, seed)});
}

void expand(const std::vector<ExperimentSpec>& specs, const loader::DataSource& data_folder, Plan& plan) {
  DataHashes data(data_folder.folders);
  for (const auto& block : specs) {
    const auto seeds = list_of(block.seeds);
    std::vector<OptimizerVariants> optimizers;
    for (const auto& choice : *block.optimizers) optimizers.push_back({expand(choice), search_spaces(choice)});
    for (const auto& problem : *block.problems)
      for (const auto& problem_variant : expand(problem))
        for (std::size_t o = 0; o < optimizers.size(); ++o) {
          const auto scope = inherited_settings_of(block, problem, (*block.optimizers)[o]);
          for (std::size_t v = 0; v < optimizers[o].variants.size(); ++v) {
            Case& c = plan.cases.emplace_back(case_of(problem, scope));
            c.experiment = plan.experiments.size();
            c.problem = problem_variant;
            data.shorten_name(c.problem.settings);
            c.problem.data_hash = data.of(c.problem.settings);
            c.optimizer = optimizers[o].variants[v];
            if (is_tuned(scope) && !optimizers[o].spaces[v].empty())
              add_study(settled(*scope.tune, c.problem.settings), optimizers[o].spaces[v], seeds, plan);
            else
              add_runs(plan, plan.cases.size() - 1, seeds);
          }
        }
    plan.experiments.push_back({block.name, block.about, block.equivalence, block.question, block.baseline});
  }
}

}  // namespace slalom::suite
