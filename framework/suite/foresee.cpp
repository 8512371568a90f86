#include "suite/foresee.hpp"

#include "suite/search.hpp"

namespace slalom::host {

namespace {

/// The first case of each study's trials, and the last stage that the plan has.
struct Known {
  std::vector<std::size_t> cases;
  std::uint64_t rung = 0;
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
  return known;
}

}  // namespace

Plan foresee(Plan plan) {
  const auto known = known_trials(plan);
  for (std::size_t s = 0; s < plan.studies.size(); ++s) {
    const auto& study = plan.studies[s];
    const Case reported = plan.cases[study.reported];
    if (reported.trial->index) continue;
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

}  // namespace slalom::host
