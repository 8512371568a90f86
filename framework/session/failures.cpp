#include "session/failures.hpp"

#include <fmt/format.h>

namespace slalom::session {

void Failures::add(const run::RunRecord& record) {
  const auto& c = plan_.cases.at(case_of_.at(record.id));
  const auto* status = run::to_text(record.status);
  auto& [pairs, runs] = groups_[{status, record.reason}];
  pairs.insert(fmt::format("{} on {}", c.optimizer.label, c.problem.label));
  ++runs;
}

std::vector<Failures::Group> Failures::groups() const {
  std::vector<Group> groups;
  for (const auto& [what, group] : groups_) {
    const auto others = group.pairs.size() - 1;
    groups.push_back({what.first, what.second, *group.pairs.begin(), group.runs});
    if (others > 0) groups.back().pairs += fmt::format(" and {} other pair{}", others, others == 1 ? "" : "s");
  }
  return groups;
}

}  // namespace slalom::session
