#include "suite/expand_stages.hpp"

#include "suite/search.hpp"

namespace slalom::suite {

namespace {

/// The first cases of a study's trials, the last stage that the plan has, and whether it has runs of them: a shard has
/// those of some studies only.
struct Known {
  std::vector<std::size_t> cases;
  std::uint64_t rung = 0;
  bool has_runs = false;
};

std::vector<Known> known_trials(const Plan& plan) {
  std::vector<Known> known(plan.studies.size());
  for (std::size_t i = 0; i < plan.cases.size(); ++i) {
    const auto& c = plan.cases[i];
    if (c.phase != Phase::tuning || !c.trial->index) continue;
    auto& study = known[c.trial->study];
    study.rung = std::max(study.rung, c.trial->rung);
    if (c.trial->rung == 0) study.cases.push_back(i);
  }
  for (const auto& run : plan.runs)
    if (const auto& trial = plan.cases[run.case_index].trial) known[trial->study].has_runs = true;
  return known;
}

}  // namespace

Plan expand_all_stages(Plan plan) {
  const auto known = known_trials(plan);
  for (std::size_t s = 0; s < plan.studies.size(); ++s) {
    const auto& study = plan.studies[s];
    const Case reported = plan.cases[study.reported];
    if (reported.trial->index || !known[s].has_runs) continue;
    const auto stages = rungs(study.tuning, reported.budget);
    for (auto rung = known[s].rung + 1; rung < stages.size(); ++rung)
      for (std::size_t i = 0; i < stages[rung].points; ++i) {
        auto next = reported;
        next.optimizer = plan.cases[known[s].cases[i]].optimizer;
        plan.cases.push_back(trial_of(next, study, stages[rung], {.study = s, .index = i, .rung = rung}));
        add_runs(plan, plan.cases.size() - 1, study.seeds);
      }
    add_runs(plan, study.reported, study.reported_seeds);
  }
  return plan;
}

Plan as_requested(Plan plan) {
  if (plan.studies.empty()) return plan;
  const auto later = [](const Case& c) { return c.trial && c.trial->rung > 0; };
  std::erase_if(plan.runs, [&](const Run& run) {
    const auto& c = plan.cases[run.case_index];
    return later(c) || (c.trial && c.phase == Phase::report);
  });
  std::erase_if(plan.cases, later);  // they come last
  for (const auto& c : plan.cases) {
    if (c.phase == Phase::report || c.trial->index) continue;
    auto& reported = plan.cases[plan.studies[c.trial->study].reported];  // c tries it untuned
    reported.optimizer = c.optimizer;
    reported.trial->index.reset();
  }
  return plan;
}

}  // namespace slalom::suite
