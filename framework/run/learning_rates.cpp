#include "run/learning_rates.hpp"

#include <algorithm>
#include <limits>

namespace slalom::run {

LearningRates::LearningRates(const std::optional<suite::LearningRate>& given, const loader::Registry& registry,
                             const Limits& limits) {
  if (!given) return;
  initial_.rate = given->initial;
  warmup_ = given->warmup;
  if (limits.steps_known) {
    constexpr auto unlimited = std::numeric_limits<std::uint64_t>::max();
    const auto steps = static_cast<double>(limits.steps);
    total_ = limits.steps - std::min(limits.steps, warmup_);
    last_ = limits.steps - 1;
    if (limits.evaluations != unlimited) steps_per_evaluation_ = steps / static_cast<double>(limits.evaluations);
    if (limits.examples != unlimited) steps_per_example_ = steps / static_cast<double>(limits.examples);
  }
  if (given->schedule != "constant") schedule_.emplace(*registry.schedule(given->schedule), given->settings);
}

}  // namespace slalom::run
