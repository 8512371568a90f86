// Schedules at points that can be computed by hand.
#include "plugin/optimizer.hpp"
#include "support/support.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace slalom::test {
namespace {

struct Example {
  std::string schedule;
  Json settings;
  std::uint64_t step, total;
  double factor;
};

const std::vector<Example> examples{
    {"constant", {}, 999, 1000, 1},
    {"step", {{"factor", 0.5}, {"every", 10}}, 0, 0, 1},
    {"step", {{"factor", 0.5}, {"every", 10}}, 9, 0, 1},
    {"step", {{"factor", 0.5}, {"every", 10}}, 10, 0, 0.5},
    {"step", {{"factor", 0.5}, {"every", 10}}, 35, 0, 0.125},
    {"exponential", {{"decay", 0.9}}, 0, 0, 1},
    {"exponential", {{"decay", 0.9}}, 3, 0, 0.729},
    {"inverse_time", {{"decay", 0.1}}, 0, 0, 1},
    {"inverse_time", {{"decay", 0.1}}, 10, 0, 0.5},
    {"inverse_time", {{"decay", 0.1}, {"power", 0.5}}, 30, 0, 0.5},
    {"polynomial", {}, 0, 100, 1},
    {"polynomial", {}, 25, 100, 0.75},
    {"polynomial", {{"power", 2}, {"final", 0.2}}, 50, 100, 0.4},
    {"cosine", {}, 0, 100, 1},
    {"cosine", {}, 50, 100, 0.5},
    {"cosine", {}, 75, 100, (1 - std::sqrt(0.5)) / 2},
    {"cosine", {{"final", 0.5}}, 50, 100, 0.75},
    {"cosine", {{"cycles", 2}}, 50, 100, 1},  // a warm restart
    {"cosine", {{"cycles", 2}}, 75, 100, 0.5},
    {"cosine", {{"cycles", 2}, {"growth", 3}}, 25, 100, 1},  // cycles of 25 and 75 steps
    {"cosine", {{"cycles", 2}, {"growth", 3}}, 50, 100, 0.75},
    {"one_cycle", {{"rise", 0.5}, {"start", 0.2}}, 0, 100, 0.2},
    {"one_cycle", {{"rise", 0.5}, {"start", 0.2}}, 25, 100, 0.6},
    {"one_cycle", {{"rise", 0.5}}, 50, 100, 1},
    {"one_cycle", {{"rise", 0.5}, {"final", 0.0}}, 75, 100, 0.5},
};

TEST(Schedules, KnownFactors) {
  for (const auto& e : examples) {
    const auto* entry = registry().schedule(e.schedule);
    ASSERT_NE(entry, nullptr) << e.schedule;
    const host::ScheduleState state(*entry, host::complete(entry->settings, e.settings));
    EXPECT_NEAR(state.rate(e.step, e.total), e.factor, 1e-15)
        << e.schedule << " " << e.settings << " at step " << e.step;
  }
}

TEST(Schedules, EachHasAnExample) {
  std::set<std::string> tested;
  for (const auto& e : examples) tested.insert(e.schedule);
  for (const auto& [name, entry] : registry().schedules()) EXPECT_TRUE(tested.contains(name)) << name;
}

TEST(Schedules, NeverNegativeOrAboveOneOverAWholeRun) {
  for (const auto& [name, entry] : registry().schedules()) {
    const host::ScheduleState state(entry, host::complete(entry.settings, Json::object()));
    for (std::uint64_t step = 0; step < 1000; ++step) {
      const double factor = state.rate(step, 1000);
      EXPECT_TRUE(factor >= 0 && factor <= 1) << name << " at step " << step << ": " << factor;
    }
  }
}

}  // namespace
}  // namespace slalom::test
