// The problems of stored plans, each asked for once.
#pragma once

#include "store/store.hpp"

#include <map>

namespace slalom::report {

class ProblemTable {
 public:
  explicit ProblemTable(const host::Store& store) : store_(store) {}

  /// What is known of the case's problem; nothing is, if no run of it was ever begun.
  const host::ProblemFacts& of(const host::Case& c) {
    const auto [it, is_new] = known_.try_emplace(facts_key(c));
    if (is_new) it->second = store_.facts(it->first).value_or(host::ProblemFacts{});
    return it->second;
  }

 private:
  const host::Store& store_;
  std::map<std::string, host::ProblemFacts> known_;
};

}  // namespace slalom::report
