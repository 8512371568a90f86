#include "suite/block.hpp"
#include "suite/data_hash.hpp"
#include "suite/variants.hpp"

#include <algorithm>

namespace slalom::host {

namespace {

void add_runs(const Seeds& seeds, Plan& plan) {
  const auto text = canonical(plan.cases.back());
  const auto index = static_cast<std::uint32_t>(plan.cases.size() - 1);
  for (std::size_t i = 0; i < seeds.count; ++i) plan.runs.push_back({index, seeds[i], identify(text, seeds[i])});
}

}  // namespace

void expand(const std::vector<Block>& blocks, const std::filesystem::path& data_folder, Plan& plan) {
  DataHashes data(data_folder);
  for (const auto& block : blocks) {
    std::vector<std::vector<OptimizerVariant>> optimizers;
    std::ranges::transform(*block.optimizers, std::back_inserter(optimizers),
                           [](const OptimizerChoice& choice) { return expand(choice); });
    for (const auto& problem : *block.problems)
      for (const auto& problem_variant : expand(problem))
        for (std::size_t o = 0; o < optimizers.size(); ++o) {
          const auto scope = within(within(block.scope, problem.scope), (*block.optimizers)[o].scope);
          for (const auto& optimizer_variant : optimizers[o]) {
            Case& c = plan.cases.emplace_back();
            c.experiment = plan.experiments.size();
            c.problem = problem_variant;
            c.problem.data_hash = data.of(c.problem.settings);
            c.optimizer = optimizer_variant;
            c.batch = scope.batch.value_or(c.batch);
            c.precision = scope.precision.value_or(preferred(problem));
            c.budget = scope.budget.value_or(c.budget);
            c.recording = scope.recording.value_or(c.recording);
            c.stop = scope.stop.value_or(c.stop);
            c.targets = scope.targets.value_or(c.targets);
            add_runs(block.seeds, plan);
          }
        }
    plan.experiments.push_back({block.name, block.about});
  }
}

}  // namespace slalom::host
