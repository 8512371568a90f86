// A budget, in the terms of one run.
#pragma once

#include "suite/plan.hpp"

namespace slalom::run {

struct Limits {
  std::uint64_t steps;  ///< also an end for optimizers that evaluate nothing
  std::uint64_t evaluations;
  std::uint64_t examples;
  double cpu_seconds;
  bool steps_known;  ///< false: only the clock ends the run

  /// True where a step may have to be cut short.
  bool may_cut_a_step() const;
};

/// `examples`: N of the problem; a step takes `batch_size` of them. No more is spent than the budget says: steps that
/// it does not cover wholly are none, and there may be none at all.
Limits limits_of(const suite::Budget& budget, std::uint64_t batch_size, std::uint64_t examples);

}  // namespace slalom::run
