// Runs without a result, failed or skipped, grouped by reason.
#pragma once

#include "run/record.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace slalom::session {

class Failures {
 public:
  /// The plan must outlive it.
  Failures(const suite::Plan& plan, std::span<const suite::Run> runs) : plan_(plan) {
    for (const auto& run : runs) case_of_[run.id] = run.case_index;
  }

  void add(const run::RunRecord& record);

  struct Group {
    std::string status, reason;
    std::string pairs;  ///< "adam on mlp and 3 other pairs"
    std::size_t runs = 0;
  };
  std::vector<Group> groups() const;

 private:
  struct FailureGroup {
    std::set<std::string> pairs;
    std::size_t runs = 0;
  };

  const suite::Plan& plan_;
  std::map<suite::RunId, std::uint32_t> case_of_;
  std::map<std::pair<std::string, std::string>, FailureGroup> groups_;  // by status and reason
};

}  // namespace slalom::session
