// η of every step.
#pragma once

#include "plugin/optimizer.hpp"
#include "run/limits.hpp"

#include <optional>

namespace slalom::host {

/// The initial rate times the schedule's factor; before that a linear warm-up from 1/warmup to 1 of the initial rate.
class LearningRates {
 public:
  /// Without a learning rate, or for an optimizer that has none: 0 at every step.
  LearningRates(const std::optional<LearningRate>& given, const Registry& registry, const Limits& limits);

  double operator()(std::uint64_t step) const {
    if (step < warmup_) return initial_ * static_cast<double>(step + 1) / static_cast<double>(warmup_);
    return schedule_ ? initial_ * schedule_->rate(step - warmup_, total_) : initial_;
  }

 private:
  double initial_ = 0;
  std::uint64_t warmup_ = 0;
  std::uint64_t total_ = 0;  // steps under the schedule; 0: not known
  std::optional<ScheduleState> schedule_;
};

}  // namespace slalom::host
