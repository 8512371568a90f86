// Schedules at points that can be computed by hand.
#include "loader/optimizer.hpp"
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
    {"polynomial", {}, 25, 101, 0.75},
    {"polynomial", {}, 99, 100, 0},
    {"polynomial", {}, 0, 1, 1},
    {"polynomial", {{"power", 2}, {"final", 0.2}}, 50, 101, 0.4},
    {"polynomial", {{"power", 0.5}, {"final", 0.2}}, 2, 3, 0.2},
    {"cosine", {}, 0, 100, 1},
    {"cosine", {}, 50, 100, 0.5},
    {"cosine", {}, 75, 100, (1 - std::sqrt(0.5)) / 2},
    {"cosine", {{"final", 0.5}}, 50, 100, 0.75},
    {"cosine", {{"cycles", 2}}, 50, 100, 1},  // a warm restart
    {"cosine", {{"cycles", 2}}, 75, 100, 0.5},
    {"cosine", {{"cycles", 2}, {"growth", 3}}, 25, 100, 1},  // cycles of 25 and 75 steps
    {"cosine", {{"cycles", 2}, {"growth", 3}}, 50, 100, 0.75},
    {"cosine", {{"cycles", 400}, {"growth", 10}}, 0, 1000, 1},
    {"cosine", {{"cycles", 400}, {"growth", 10}}, 100, 1000, 1},  // the last cycle begins
    {"cosine", {{"cycles", 400}, {"growth", 10}}, 550, 1000, 0.5},
    {"cosine", {{"cycles", 400}, {"growth", 10}}, 55, 1000, 0.5},  // the one before: from 10 to 100
    {"cosine", {{"cycles", 1000}, {"growth", 1}}, 7, 1000, 1},
    {"one_cycle", {{"rise", 0.5}, {"start", 0.2}}, 0, 101, 0.2},
    {"one_cycle", {{"rise", 0.5}, {"start", 0.2}}, 25, 101, 0.6},
    {"one_cycle", {{"rise", 0.5}}, 50, 101, 1},
    {"one_cycle", {{"rise", 0.5}, {"final", 0.0}}, 75, 101, 0.5},
    {"one_cycle", {}, 99, 100, 4e-6},
    {"one_cycle", {{"final", 0.3}}, 1, 2, 0.3},
    {"one_cycle", {}, 0, 1, 0.04},
};

TEST(Schedules, KnownFactors) {
  for (const auto& e : examples) {
    const auto* entry = registry().schedule(e.schedule);
    ASSERT_NE(entry, nullptr) << e.schedule;
    const loader::ScheduleState state(*entry, loader::complete(entry->settings, e.settings));
    EXPECT_NEAR(state.rate(e.step, e.total), e.factor, 1e-15)
        << e.schedule << " " << e.settings << " at step " << e.step;
  }
}

TEST(Schedules, EachHasAnExample) {
  std::set<std::string> tested;
  for (const auto& e : examples) tested.insert(e.schedule);
  for (const auto& [name, entry] : registry().schedules()) EXPECT_TRUE(tested.contains(name)) << name;
}

TEST(Schedules, AreNumbersWithEverySettingAtItsEnds) {
  for (const auto& [name, entry] : registry().schedules())
    for (std::uint64_t ends = 0; ends < 1U << entry.settings.size(); ++ends) {
      Json settings = Json::object();
      for (std::size_t i = 0; i < entry.settings.size(); ++i) {
        const auto& s = entry.settings[i];
        const double default_value = s.default_value.get<double>();
        const double low = std::isfinite(s.minimum) ? s.minimum : default_value / 1e6,
                     high = std::isfinite(s.maximum) ? s.maximum : default_value * 1e6;
        Json value = (ends >> i & 1) != 0 ? high : low;
        if (s.kind == loader::Kind::integer) value = static_cast<std::int64_t>(value.get<double>());
        if (!loader::diagnose(s, value)) settings[s.name] = value;
      }
      const loader::ScheduleState state(entry, loader::complete(entry.settings, settings));
      for (const std::uint64_t total : {1, 2, 3, 1000})
        for (std::uint64_t step = 0; step < total; ++step) {
          const double factor = state.rate(step, total);
          ASSERT_TRUE(factor >= 0 && factor <= 1)
              << name << " " << settings << " at step " << step << " of " << total << ": " << factor;
        }
    }
}

TEST(Schedules, NeverNegativeOrAboveOneOverAWholeRun) {
  for (const auto& [name, entry] : registry().schedules()) {
    const loader::ScheduleState state(entry, loader::complete(entry.settings, Json::object()));
    for (std::uint64_t step = 0; step < 1000; ++step) {
      const double factor = state.rate(step, 1000);
      EXPECT_TRUE(factor >= 0 && factor <= 1) << name << " at step " << step << ": " << factor;
    }
  }
}

}  // namespace
}  // namespace slalom::test
