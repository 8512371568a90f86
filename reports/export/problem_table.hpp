// The problems of stored plans, each asked for once.
#pragma once

#include "store/store.hpp"

#include <map>

namespace slalom::report {

class ProblemTable {
 public:
  explicit ProblemTable(const host::Store& store) : store_(store) {}

  /// What is known of the case's problem; nothing is, if no run of it was ever begun.
  const host::ProblemInfo& of(const host::Case& c) {
    const auto [it, is_new] = known_.try_emplace(problem_key(c));
    if (is_new) it->second = store_.info(it->first).value_or(host::ProblemInfo{});
    return it->second;
  }

 private:
  const host::Store& store_;
  std::map<std::string, host::ProblemInfo> known_;
};

}  // namespace slalom::report
