#include "statistics/seed_rule.hpp"

#include "statistics/compare.hpp"
#include "statistics/problem.hpp"
#include "statistics/separation.hpp"

#include <algorithm>
#include <numeric>

namespace slalom::statistics {

namespace {

std::vector<std::uint64_t> seeds_after(std::uint64_t last, std::uint64_t to) {
  std::vector<std::uint64_t> seeds(to - last);
  std::iota(seeds.begin(), seeds.end(), last + 1);
  return seeds;
}

std::vector<tune::CaseSeeds> next_round(const suite::Plan& plan, const store::Store& store,
                                        const std::vector<std::uint64_t>& rounds, double alpha) {
  const auto source = source_of(store);
  const Styles styles({source});
  const auto runs = runs_by_case(plan);
  std::vector<tune::CaseSeeds> more;
  for (const auto& group : group_cases(plan)) {
    const auto seeds = runs[group.front()].size();
    const auto next = std::ranges::upper_bound(rounds, seeds);
    if (next == rounds.end()) continue;
    const auto& experiment = plan.experiments[plan.cases[group.front()].experiment];
    const auto problem = compare_problem(load(source, plan, group, runs), styles,
                                         {rounds.size(), experiment.equivalence, alpha, /*baseline=*/{}});
    if (separated(problem)) continue;
    for (const auto index : group) more.push_back({index, seeds_after(seeds, *next)});
  }
  return more;
}

}  // namespace

tune::SeedRule until_distinguishable(std::uint64_t max_seeds, double alpha) {
  return {.max_seeds = max_seeds,
          .more_seeds = [rounds = interim_analyses(max_seeds), alpha](const auto& plan, const auto& store) {
            return next_round(plan, store, rounds, alpha);
          }};
}

}  // namespace slalom::statistics
