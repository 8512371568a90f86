#include "run/limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::run {

namespace {
constexpr auto unlimited = std::numeric_limits<std::uint64_t>::max();

std::uint64_t whole(double count) {
  constexpr double too_many = 0x1p64;
  return count < too_many ? static_cast<std::uint64_t>(count) : unlimited;
}

}

bool Limits::may_cut_a_step() const { return evaluations != unlimited || examples != unlimited; }

Limits limits_of(const suite::Budget& budget, std::uint64_t batch_size, std::uint64_t examples) {
  Limits limits{.steps = budget.steps.value_or(unlimited),
                .evaluations = budget.evaluations.value_or(unlimited),
                .examples = unlimited,
                .cpu_seconds = budget.cpu_seconds.value_or(std::numeric_limits<double>::infinity()),
                .steps_known = true};
  if (budget.epochs) {
    constexpr double rounding = 1e-9;  // 0.7 epochs of 10 examples are 7 of them
    limits.examples = whole(std::floor(*budget.epochs * static_cast<double>(examples) + rounding));
    limits.steps = std::min(limits.steps, limits.examples / batch_size);
  }
  limits.steps = std::min(limits.steps, limits.evaluations);
  limits.steps_known = limits.steps != unlimited;
  return limits;
}

}  // namespace slalom::run
