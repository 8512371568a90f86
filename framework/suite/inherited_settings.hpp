// The keys that may stand at every level of a suite, of which the innermost wins.
#pragma once

#include "suite/document.hpp"

namespace slalom::suite {

struct InheritedSettings {
  std::optional<Batch> batch;
  std::optional<Precision> precision;
  std::optional<Budget> budget;
  std::optional<Recording> recording;
  std::optional<Stop> stop;
  std::optional<std::vector<double>> targets;  ///< descending
  std::optional<Tuning> tune;
};

/// What a suite, experiment, problem or optimizer says itself.
InheritedSettings read_inherited_settings(const Node& block, Diagnostics& diagnostics);

inline bool is_tuned(const InheritedSettings& scope) { return scope.tune && scope.tune->trials > 0; }

/// What holds where `inner` stands in `outer`: a key of the inner one replaces the outer's as a whole.
InheritedSettings within(const InheritedSettings& outer, const InheritedSettings& inner);

}  // namespace slalom::suite
