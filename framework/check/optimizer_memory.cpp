// What an optimizer does to memory.
#include "check/guarded_page.hpp"
#include "check/optimizer_checks.hpp"
#include "check/process_checks.hpp"
#include "check/short_run.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace slalom::check {

namespace {

constexpr const char* beyond_w = "it reaches beyond the ends of w";

/// A short run whose w fills a page.
ShortRunSetup of_a_page(const loader::OptimizerEntry& entry, const GuardedPage& page) {
  const auto real = real_of(entry);
  return {.real = real, .dimension = page.size(real)};
}

}  // namespace

void check_writes_only_w(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  GuardedPage page(beyond_w, beyond_w);
  ShortRun short_run(entry, context, of_a_page(entry, page));
  std::memcpy(page.data(), short_run.w.data(), page.bytes());
  for (int i = 0; i < 5; ++i) short_run.step(page.data());
}

void check_keeps_no_pointer(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  constexpr const char* earlier = "it uses the w of an earlier step";
  GuardedPage first(beyond_w, earlier), second(beyond_w, earlier);
  ShortRun short_run(entry, context, of_a_page(entry, first));
  std::memcpy(first.data(), short_run.w.data(), first.bytes());
  auto *now = &first, *next = &second;
  for (int i = 0; i < 6; ++i) {
    short_run.step(now->data());
    next->allow();
    std::memcpy(next->data(), now->data(), now->bytes());
    now->forbid_all();
    std::swap(now, next);
  }
}

void check_evaluation_point(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  constexpr const char* beyond = "it reaches beyond the ends of the point to be evaluated";
  GuardedPage point(beyond, beyond);
  ShortRun short_run(entry, context, of_a_page(entry, point));
  for (int steps = 1; steps <= 3; ++steps) {
    short_run.steps(1);
    if (!short_run.state.has_evaluation_point()) return;
    const auto before = short_run.numbers();
    std::memset(point.data(), 0xFF, point.bytes());  // NaN in either type
    short_run.state.evaluation_point(short_run.w.data(), point.data());
    if (short_run.numbers() != before) fail("asking for the point to be evaluated changes w");
    run::RealVector evaluated(short_run.w);
    std::memcpy(evaluated.data(), point.data(), point.bytes());
    std::vector<double> numbers(evaluated.size());
    evaluated.copy_to(numbers);
    if (!std::ranges::all_of(numbers, [](double x) { return std::isfinite(x); }))
      fail("after {} steps the point to be evaluated has entries that were not written, or are not finite", steps);
  }
}

void check_allocations(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  constexpr std::size_t steps = 20;
  ShortRun short_run(entry, context);
  short_run.steps(5);  // what is made once is no matter
  std::size_t count = 0;
  for (std::size_t i = 0; i < steps; ++i) {
    const auto before = allocations();
    if (short_run.step() == SLALOM_STOP) break;  // it may take memory to say why it is done
    count += allocations() - before;
  }
  if (count > 0)
    throw CheckRemark(fmt::format("{} allocations in {} steps: allocate memory once, at creation", count, steps));
}

}  // namespace slalom::check
