// η of every step.
#pragma once

#include "loader/optimizer.hpp"
#include "run/limits.hpp"
#include "run/tracker.hpp"

#include <algorithm>
#include <optional>

namespace slalom::run {

/// The initial rate times the schedule's factor; before that a linear warm-up from 1/warmup to 1 of the initial rate.
class LearningRates {
 public:
  /// Without a learning rate, or for an optimizer that has none: 0 at every step.
  LearningRates(const std::optional<suite::LearningRate>& given, const loader::Registry& registry,
                const Limits& limits);

  /// The initial rate as optimizers ask for it; null without a learning rate.
  const slalom_initial_rate* initial() const { return initial_.rate > 0 ? &initial_ : nullptr; }

  /// `used`: of the budget, before this step. A schedule goes by the fraction of it that is used up, so that optimizers
  /// that take several gradients a step come as far down as others; in a budget of steps that is the step.
  double operator()(const StepCount& used) const {
    if (used.step < warmup_) return initial_.rate * static_cast<double>(used.step + 1) / static_cast<double>(warmup_);
    return schedule_ ? initial_.rate * schedule_->rate(position(used) - warmup_, total_) : initial_.rate;
  }

 private:
  std::uint64_t position(const StepCount& used) const {
    const double share = std::max(static_cast<double>(used.evaluations) * steps_per_evaluation_,
                                  static_cast<double>(used.examples) * steps_per_example_);
    return std::max(used.step, std::min(static_cast<std::uint64_t>(share), last_));
  }

  slalom_initial_rate initial_{.struct_size = sizeof(slalom_initial_rate), .rate = 0};
  std::uint64_t warmup_ = 0;
  std::uint64_t total_ = 0;                                  // steps under the schedule; 0: not known
  std::uint64_t last_ = 0;                                   // step of the budget
  double steps_per_evaluation_ = 0, steps_per_example_ = 0;  // where those end the run
  std::optional<loader::ScheduleState> schedule_;
};

}  // namespace slalom::run
