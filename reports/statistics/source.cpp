#include "statistics/source.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace slalom::statistics {

std::vector<std::vector<std::size_t>> group_cases(const suite::Plan& plan) {
  std::vector<std::vector<std::size_t>> groups;
  std::map<std::pair<std::size_t, std::string>, std::size_t> known;
  for (std::size_t i = 0; i < plan.cases.size(); ++i) {
    const auto& c = plan.cases[i];
    if (c.phase == suite::Phase::tuning) continue;
    const auto [group, is_new] = known.try_emplace({c.experiment, c.problem.label}, groups.size());
    if (is_new) groups.emplace_back();
    groups[group->second].push_back(i);
  }
  std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
    return plan.cases[a.front()].experiment < plan.cases[b.front()].experiment;
  });
  return groups;
}

std::vector<std::vector<suite::Run>> runs_by_case(const suite::Plan& plan) {
  std::vector<std::vector<suite::Run>> result(plan.cases.size());
  for (const auto& run : plan.runs) result.at(run.case_index).push_back(run);
  for (auto& runs : result)
    std::stable_sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.seed < b.seed; });
  return result;
}

ProblemRuns load(const Source& source, const suite::Plan& plan, const std::vector<std::size_t>& cases,
                 const std::vector<std::vector<suite::Run>>& runs) {
  ProblemRuns loaded;
  const auto shown = std::ranges::find_if(cases, [&](auto index) { return !runs[index].empty(); });
  for (const auto index : cases) {
    CaseRuns& c = loaded.cases.emplace_back();
    c.c = &plan.cases[index];
    c.planned = runs[index].size();
    if (loaded.info.dimension == 0)
      if (auto info = source.info(*c.c)) loaded.info = std::move(*info);
    for (const auto& run : runs[index]) {
      auto record = source.record(run.id);
      if (!record) continue;
      // Charts show the ways of one seed.
      if (record->seed != runs[*shown].front().seed) record->trajectory = {};
      auto& group = record->status == run::Status::failed    ? c.failures
                    : record->status == run::Status::skipped ? c.skipped
                                                             : c.results;
      group.push_back(std::move(*record));
    }
  }
  return loaded;
}

}  // namespace slalom::statistics
