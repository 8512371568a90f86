// What is left to do of a plan.
#pragma once

#include "suite/plan.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace slalom::cli {

/// The plan's runs that are not among `done`, which is sorted; each identity once.
inline std::vector<host::Run> missing_runs(const host::Plan& plan, std::span<const host::RunId> done) {
  std::vector<host::Run> missing;
  std::set<host::RunId> seen;
  for (const auto& run : plan.runs)
    if (!std::ranges::binary_search(done, run.id) && seen.insert(run.id).second) missing.push_back(run);
  return missing;
}

/// Different runs in the plan: experiments may share some.
inline std::size_t count_runs(const host::Plan& plan) { return missing_runs(plan, {}).size(); }

}  // namespace slalom::cli
