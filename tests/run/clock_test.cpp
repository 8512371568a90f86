// What the host itself does takes no time of a run's.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace slalom::test {
namespace {

double seconds_per_step(suite::Case c, std::uint64_t every, bool effective_step = false) {
  c.recording = {};
  c.recording.every = every;
  c.recording.effective_step = effective_step;
  std::vector<double> seconds;
  for (int i = 0; i < 5; ++i) {
    const auto r = run(c);
    seconds.push_back(r.cpu_seconds / static_cast<double>(r.steps));
  }
  return *std::ranges::min_element(seconds);
}

// The recorded loss and gradient disturb the processor's caches and predictions a little; a reading of the clock, which
// must not count, takes at least ten times as long as the step.
TEST(Clock, TimeAStepDoesNotDependOnRecording) {
  auto c = make_case("rosenbrock", Json::object(), "sgd", Json::object(), 1e-4);
  c.budget = {.steps = 20'000};
  const double rarely = seconds_per_step(c, 1000), always = seconds_per_step(c, 1);
  EXPECT_LT(always / rarely, 5) << always << " and " << rarely;
  EXPECT_GT(always / rarely, 0.2) << always << " and " << rarely;
}

// Copies of w and norms of gradients, which the effective step is made of, are passes over all parameters like the
// step.
TEST(Clock, TimeAStepDoesNotDependOnTheEffectiveStep) {
  auto c = make_case("sphere", {{"dimension", 20'000}}, "sgd", Json::object(), 1e-4);
  c.budget = {.steps = 300};
  const double without = seconds_per_step(c, 1), with = seconds_per_step(c, 1, true);
  EXPECT_LT(with / without, 1.4) << with << " and " << without;
}

TEST(Clock, GoesForward) {
  auto c = make_case("rosenbrock", Json::object(), "sgd", Json::object(), 1e-4);
  c.budget = {.steps = 1000};
  c.recording.every = 1;
  const auto r = run(c);
  EXPECT_TRUE(std::ranges::is_sorted(r.points, {}, &run::Point::cpu_seconds));
  EXPECT_GT(r.cpu_seconds, 0);
}

}  // namespace
}  // namespace slalom::test
