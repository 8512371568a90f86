// What a suite can show, before it is run.
#include "statistics/forecast.hpp"
#include "fabricated.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

suite::Plan plan_of(std::uint64_t seeds) {
  Fabricated f;
  for (const auto* problem : {"p", "q"})
    for (const auto* optimizer : {"a", "b", "c"}) {
      f.add(problem, optimizer);
      for (std::uint64_t seed = 1; seed <= seeds; ++seed) f.plan_run(seed);
    }
  return f.plan;
}

TEST(Forecast, SaysOnceWhichDifferencesCanBeShown) {
  const auto all = forecast(plan_of(10), "/nonexistent", 0.05);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].optimizers, 3U);
  EXPECT_EQ(all[0].seeds, 10U);
  EXPECT_EQ(all[0].deviations, smallest_log_ratio({.optimizers = 3, .seeds = 10}, 1, 0));
  EXPECT_EQ(all[0].pilot_seeds, 0U);
  EXPECT_THAT(in_words(all, 0.05),
              ElementsAre(HasSubstr("of 3 optimizers with 10 seeds the best is shown to be better")));
  EXPECT_THAT(warnings_of(all, 0.05), IsEmpty());
}

TEST(Forecast, WarnsWhereNothingCanBeShown) {
  const auto all = forecast(plan_of(3), "/nonexistent", 0.05);
  EXPECT_THAT(in_words(all, 0.05), IsEmpty());
  EXPECT_THAT(warnings_of(all, 0.05),
              ElementsAre("one: 3 seeds cannot show any difference at level 0.05: at least 6 are needed"));
}

TEST(Forecast, AnExperimentThatIsNamedAsItsSuiteIsNotNamed) {
  auto plan = plan_of(3);
  plan.experiments[0].name = plan.suite;
  EXPECT_THAT(warnings_of(forecast(plan, "/nonexistent", 0.05), 0.05),
              ElementsAre("3 seeds cannot show any difference at level 0.05: at least 6 are needed"));
}

}  // namespace
}  // namespace slalom::statistics
