#include "run/learning_rates.hpp"

#include <algorithm>

namespace slalom::host {

LearningRates::LearningRates(const std::optional<LearningRate>& given, const Registry& registry, const Limits& limits) {
  if (!given) return;
  initial_ = given->initial;
  warmup_ = given->warmup;
  if (limits.steps_known) total_ = limits.steps - std::min(limits.steps, warmup_);
  if (given->schedule != "constant") schedule_.emplace(*registry.schedule(given->schedule), given->settings);
}

}  // namespace slalom::host
