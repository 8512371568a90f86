#include "failures.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

void Failures::add(const host::RunRecord& record) {
  const auto& c = plan_.cases.at(case_of_.at(record.id));
  const auto* status = host::status_names.at(static_cast<std::size_t>(record.status));
  auto& [pairs, runs] = gathered_[{status, record.reason}];
  pairs.insert(fmt::format("{} on {}", c.optimizer.label, c.problem.label));
  ++runs;
}

std::vector<Failures::Group> Failures::groups() const {
  std::vector<Group> groups;
  for (const auto& [what, gathered] : gathered_) {
    const auto others = gathered.pairs.size() - 1;
    groups.push_back({what.first, what.second, *gathered.pairs.begin(), gathered.runs});
    if (others > 0) groups.back().pairs += fmt::format(" and {} other pair{}", others, others == 1 ? "" : "s");
  }
  return groups;
}

void Failures::print() const {
  constexpr std::size_t max_lines = 5;
  const auto all = groups();
  for (std::size_t i = 0; i < std::min(all.size(), max_lines); ++i)
    std::cerr << fmt::format("slalom: {}: {}, {} run{}: {}\n", all[i].status, all[i].pairs, all[i].runs,
                             all[i].runs == 1 ? "" : "s", all[i].reason);
  if (all.size() > max_lines)
    std::cerr << fmt::format("slalom: … and {} more, all in the report\n", all.size() - max_lines);
}

}  // namespace slalom::cli
