// Runs made by hand.
#pragma once

#include "run/executor.hpp"
#include "support/support.hpp"

namespace slalom::test {

inline run::ExecutionOptions options(int jobs = 1) { return {.jobs = jobs, .data_folder = build / "data"}; }

/// A plan of these cases, each with these seeds.
inline suite::Plan plan_of(std::vector<suite::Case> cases, const std::vector<std::uint64_t>& seeds = {1}) {
  suite::Plan plan;
  plan.suite = "test";
  plan.experiments = {{"", ""}};
  plan.cases = std::move(cases);
  for (std::uint32_t i = 0; i < plan.cases.size(); ++i)
    for (auto seed : seeds) plan.runs.push_back({i, seed, suite::identify(plan.cases[i], seed)});
  return plan;
}

/// One run of a case.
inline run::RunRecord run(const suite::Case& c, std::uint64_t seed = 1) {
  const auto plan = plan_of({c}, {seed});
  return run::execute_one(plan, plan.runs.front(), registry(), options()).value();
}

/// All runs of a plan, in the order of the plan.
inline std::vector<run::RunRecord> run(const suite::Plan& plan, int jobs = 1) {
  std::vector<run::RunRecord> records(plan.runs.size());
  run::execute(plan, plan.runs, registry(), options(jobs), {.record = [&](const run::RunRecord& r) {
                 for (std::size_t i = 0; i < plan.runs.size(); ++i)
                   if (plan.runs[i].id == r.id) records[i] = r;
               }});
  return records;
}

}  // namespace slalom::test
