// Where the runs that a report compares come from.
#pragma once

#include "statistics/comparison.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace slalom::statistics {

/// Plans, and a way to look up what was stored of them: runs are asked for one problem at a time, so that a report
/// needs the memory of one problem's runs only.
struct Source {
  std::string name;  ///< by which a report tells it from others
  std::vector<suite::Plan> plans;
  std::vector<Json> provenance;  ///< of each plan
  std::function<std::optional<run::RunRecord>(const suite::RunId&)> record;
  std::function<std::optional<run::ProblemInfo>(const suite::Case&)> info;
};

/// The runs of one case.
struct CaseRuns {
  const suite::Case* c = nullptr;
  std::vector<run::RunRecord> results;   ///< finished and diverged, by seed
  std::vector<run::RunRecord> failures;  ///< by seed
  std::vector<run::RunRecord> skipped;   ///< by seed
  std::size_t planned = 0;
};

/// The runs of one problem in one experiment: what a report compares with each other.
struct ProblemRuns {
  run::ProblemInfo info;
  std::vector<CaseRuns> cases;  ///< as in the plan
};

/// The reported cases of a plan by experiment and problem label, in the plan's order.
std::vector<std::vector<std::size_t>> group_cases(const suite::Plan& plan);

/// Seeds of the plan's runs with their identities, by case.
std::vector<std::vector<suite::Run>> runs_by_case(const suite::Plan& plan);

ProblemRuns load(const Source& source, const suite::Plan& plan, const std::vector<std::size_t>& cases,
                 const std::vector<std::vector<suite::Run>>& runs);

}  // namespace slalom::statistics
