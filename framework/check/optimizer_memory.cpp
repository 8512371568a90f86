// What an optimizer does to memory.
#include "check/guarded_page.hpp"
#include "check/optimizer_checks.hpp"
#include "check/process_checks.hpp"
#include "check/trial.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace slalom::host {

namespace {

/// A trial whose w fills a page.
TrialSetup of_a_page(const OptimizerEntry& entry, const GuardedPage& page) {
  const auto real = real_of(entry);
  return {.real = real, .dimension = page.size(real)};
}

}  // namespace

void check_writes_only_w(const OptimizerEntry& entry, const Surroundings& around) {
  GuardedPage page;
  Trial trial(entry, around, of_a_page(entry, page));
  std::memcpy(page.data(), trial.w.data(), page.bytes());
  for (int i = 0; i < 5; ++i) trial.step(page.data());
}

void check_keeps_no_pointer(const OptimizerEntry& entry, const Surroundings& around) {
  GuardedPage first, second;
  Trial trial(entry, around, of_a_page(entry, first));
  std::memcpy(first.data(), trial.w.data(), first.bytes());
  auto *now = &first, *next = &second;
  for (int i = 0; i < 6; ++i) {
    trial.step(now->data());
    next->allow();
    std::memcpy(next->data(), now->data(), now->bytes());
    now->forbid_all();
    std::swap(now, next);
  }
}

void check_evaluation_point(const OptimizerEntry& entry, const Surroundings& around) {
  GuardedPage point;
  Trial trial(entry, around, of_a_page(entry, point));
  for (int steps = 1; steps <= 3; ++steps) {
    trial.steps(1);
    if (!trial.state.has_evaluation_point()) return;
    const auto before = trial.numbers();
    std::memset(point.data(), 0xFF, point.bytes());  // NaN in either type
    trial.state.evaluation_point(trial.w.data(), point.data());
    if (trial.numbers() != before) fail("asking for the point to be judged changes w");
    RealVector judged(trial.w);
    std::memcpy(judged.data(), point.data(), point.bytes());
    std::vector<double> numbers(judged.size());
    judged.copy_to(numbers);
    if (!std::ranges::all_of(numbers, [](double x) { return std::isfinite(x); }))
      fail("after {} steps the point to be judged has entries that were not written, or are not finite", steps);
  }
}

void check_allocations(const OptimizerEntry& entry, const Surroundings& around) {
  constexpr std::size_t steps = 20;
  Trial trial(entry, around);
  trial.steps(5);  // what is made once is no matter
  const auto before = allocations();
  for (std::size_t i = 0; i < steps; ++i) trial.step();
  if (const auto count = allocations() - before; count > 0)
    throw CheckRemark(fmt::format("{} allocations in {} steps: memory is better made once", count, steps));
}

}  // namespace slalom::host
