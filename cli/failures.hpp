// Runs without a result, failed or skipped, gathered by pair and reason.
#pragma once

#include "run/record.hpp"

#include <map>
#include <span>
#include <string>
#include <tuple>

namespace slalom::cli {

class Failures {
 public:
  /// The plan must outlive it.
  Failures(const host::Plan& plan, std::span<const host::Run> runs) : plan_(plan) {
    for (const auto& run : runs) case_of_[run.id] = run.case_index;
  }

  void add(const host::RunRecord& record) {
    const auto& c = plan_.cases.at(case_of_.at(record.id));
    const auto* status = host::status_names.at(static_cast<std::size_t>(record.status));
    ++count_[{status, c.optimizer.label, c.problem.label, record.reason}];
  }

  /// On standard error, a line each; the first few are enough to see what is wrong.
  void print() const;

 private:
  const host::Plan& plan_;
  std::map<host::RunId, std::uint32_t> case_of_;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> count_;
};

}  // namespace slalom::cli
