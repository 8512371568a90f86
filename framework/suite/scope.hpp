// The keys that may stand at every level of a suite, of which the innermost wins.
#pragma once

#include "suite/document.hpp"

namespace slalom::host {

struct Scope {
  std::optional<Batch> batch;
  std::optional<Precision> precision;
  std::optional<Budget> budget;
  std::optional<Recording> recording;
  std::optional<Stop> stop;
  std::optional<std::vector<double>> targets;  ///< descending
  std::optional<Tuning> tune;
};

/// What a suite, experiment, problem or optimizer says itself.
Scope read_scope(const Node& block, Findings& findings);

inline bool is_tuned(const Scope& scope) { return scope.tune && scope.tune->trials > 0; }

/// What holds where `inner` stands in `outer`: a key of the inner one replaces the outer's as a whole.
Scope within(const Scope& outer, const Scope& inner);

}  // namespace slalom::host
