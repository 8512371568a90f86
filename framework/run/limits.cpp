#include "run/limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::host {

namespace {
constexpr auto unlimited = std::numeric_limits<std::uint64_t>::max();

std::uint64_t whole(double count) {
  constexpr double too_many = 0x1p64;
  return count < too_many ? static_cast<std::uint64_t>(count) : unlimited;
}

}

bool Limits::may_cut_a_step() const { return evaluations != unlimited || examples != unlimited; }

Limits limits_of(const Budget& budget, std::uint64_t batch_size, std::uint64_t examples) {
  Limits limits{.steps = budget.steps.value_or(unlimited),
                .evaluations = budget.evaluations.value_or(unlimited),
                .examples = unlimited,
                .cpu_seconds = budget.cpu_seconds.value_or(std::numeric_limits<double>::infinity()),
                .steps_known = true};
  if (budget.epochs) {
    limits.examples = whole(std::ceil(*budget.epochs * static_cast<double>(examples)));
    const bool cut = limits.examples % batch_size != 0;
    limits.steps = std::min(limits.steps, limits.examples / batch_size + (cut ? 1 : 0));
  }
  limits.steps = std::min(limits.steps, limits.evaluations);
  limits.steps_known = limits.steps != unlimited;
  return limits;
}

}  // namespace slalom::host
