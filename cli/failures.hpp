// Runs without a result, failed or skipped, gathered by reason.
#pragma once

#include "run/record.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace slalom::cli {

class Failures {
 public:
  /// The plan must outlive it.
  Failures(const host::Plan& plan, std::span<const host::Run> runs) : plan_(plan) {
    for (const auto& run : runs) case_of_[run.id] = run.case_index;
  }

  void add(const host::RunRecord& record);

  struct Group {
    std::string status, reason;
    std::string pairs;  ///< "adam on mlp and 3 other pairs"
    std::size_t runs = 0;
  };
  std::vector<Group> groups() const;

  /// On standard error, a line each; the first few are enough to see what is wrong.
  void print() const;

 private:
  struct Gathered {
    std::set<std::string> pairs;
    std::size_t runs = 0;
  };

  const host::Plan& plan_;
  std::map<host::RunId, std::uint32_t> case_of_;
  std::map<std::pair<std::string, std::string>, Gathered> gathered_;  // by status and reason
};

}  // namespace slalom::cli
