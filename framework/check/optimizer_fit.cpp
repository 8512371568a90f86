// Problems that do not fit an optimizer, and how it says that it is done.
#include "check/optimizer_checks.hpp"
#include "check/short_run.hpp"

namespace slalom::check {

namespace {

constexpr int fit_steps = 20;

/// What came of some steps; nothing may be wrong with how they ended.
slalom_status last_status(ShortRun& short_run) {
  for (int i = 0; i < fit_steps; ++i) {
    const auto status = short_run.step();
    if (status == SLALOM_OK) continue;
    const auto& services = short_run.state.services();
    if (status == SLALOM_SKIP && i > 0)
      fail("step {} says that the problem does not fit; only the first one may", i + 1);
    if ((status == SLALOM_SKIP || status == SLALOM_ERROR) && services.failure().empty())
      fail("step {} returns status {} without a reason", i + 1, status);
    return status;
  }
  return SLALOM_OK;
}

}  // namespace

void check_hard_bounds(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  const std::vector<double> lower(3, 0.0), upper(3, 2.0);  // the minimum is at 1, the start inside
  auto space = loader::plain_space(lower.size());
  space.lower = lower.data();
  space.upper = upper.data();
  space.hard_bounds = 1;
  ShortRun short_run(entry, context, {.real = real_of(entry), .dimension = lower.size(), .space = &space});
  short_run.f.restrict_to({lower.data(), upper.data(), lower.size()});
  if (last_status(short_run) == SLALOM_ERROR)
    fail("it fails where w must stay within bounds, instead of skipping the problem: {}",
         short_run.state.services().failure());
}

void check_no_products(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  ShortRun short_run(entry, context);
  short_run.f.offer_no_products();
  if (last_status(short_run) == SLALOM_ERROR)
    fail("it fails where there are none, instead of skipping the problem: {}", short_run.state.services().failure());
}

void check_says_why(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  ShortRun short_run(entry, context, {.real = real_of(entry), .dimension = 2});
  for (int i = 0; i < 500; ++i) {
    const auto status = short_run.step();
    if (status == SLALOM_STOP && short_run.state.services().done().empty())
      throw CheckRemark(fmt::format("step {} says that it is done without a reason", i + 1));
    if (status != SLALOM_OK) return;
  }
}

}  // namespace slalom::check
