#include "more_seeds.hpp"

#include "statistics/compare.hpp"
#include "statistics/problem.hpp"
#include "statistics/separation.hpp"
#include "suite/search.hpp"

#include <algorithm>
#include <numeric>

namespace slalom::cli {

namespace {

/// Seeds from+1 … to for a case.
void add_seeds(host::Plan& asked, std::size_t case_index, std::uint64_t from, std::uint64_t to) {
  std::vector<std::uint64_t> seeds(to - from);
  std::iota(seeds.begin(), seeds.end(), from + 1);
  if (const auto& trial = asked.cases[case_index].trial) {
    auto& reported = asked.studies[trial->study].reported_seeds;
    reported.insert(reported.end(), seeds.begin(), seeds.end());
  } else {
    host::add_runs(asked, case_index, seeds);
  }
}

}  // namespace

bool add_seeds(host::Plan& asked, const host::Plan& plan, const host::Store& store, std::uint64_t most) {
  const auto rounds = report::interim_analyses(most);
  const auto source = report::source_of(store);
  const report::Styles styles({source});
  const auto runs = report::runs_by_case(plan);
  bool grew = false;
  for (const auto& group : report::group_cases(plan)) {
    const auto seeds = runs[group.front()].size();
    const auto next = std::ranges::upper_bound(rounds, seeds);
    if (next == rounds.end()) continue;
    const auto& experiment = plan.experiments[plan.cases[group.front()].experiment];
    const auto problem =
        report::compare_problem(report::load(source, plan, group, runs), styles, rounds.size(), experiment.equivalence);
    if (report::separated(problem)) continue;
    for (const auto index : group) add_seeds(asked, index, seeds, *next);
    grew = true;
  }
  return grew;
}

}  // namespace slalom::cli
