// What a run gives depends on that run alone.
#include "check/optimizer_checks.hpp"
#include "check/sample.hpp"
#include "check/short_run.hpp"

namespace slalom::check {

namespace {

constexpr int steps = 12;

void one_step(ShortRun& short_run) {
  short_run.f.next_example();
  short_run.steps(1);
}

std::vector<double> run_alone(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  ShortRun short_run(entry, context);
  for (int i = 0; i < steps; ++i) one_step(short_run);
  return short_run.numbers();
}

}  // namespace

void check_repeatable(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  if (!same_bits(run_alone(entry, context), run_alone(entry, context)))
    fail("two runs from one start, with the same random numbers, end at different points");
}

void check_independent_states(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  const auto alone = run_alone(entry, context);
  ShortRun first(entry, context);
  ShortRun second(entry, context, {.real = real_of(entry), .dimension = 5, .seed = 2});
  for (int i = 0; i < steps; ++i) {
    one_step(first);
    one_step(second);
  }
  if (!same_bits(first.numbers(), alone)) fail("a run ends at another point while a second one is running");
}

}  // namespace slalom::check
