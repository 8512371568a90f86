// The problems of stored plans, each asked for once.
#pragma once

#include "store/store.hpp"

#include <map>

namespace slalom::exports {

class ProblemTable {
 public:
  explicit ProblemTable(const store::Store& store) : store_(store) {}

  /// What is known of the case's problem; nothing is, if no run of it was ever begun.
  const run::ProblemInfo& of(const suite::Case& c) {
    const auto [it, is_new] = known_.try_emplace(run::problem_key(c));
    if (is_new) it->second = store_.info(it->first).value_or(run::ProblemInfo{});
    return it->second;
  }

 private:
  const store::Store& store_;
  std::map<std::string, run::ProblemInfo> known_;
};

}  // namespace slalom::exports
