#include "run/recorded_steps.hpp"

#include <gmock/gmock.h>

namespace slalom::run {
namespace {

using testing::ElementsAre;

TEST(RecordedSteps, LogarithmicSpacingTakesTheFreeStepsFirst) {
  EXPECT_THAT(recorded_steps({.points = 6}, 1000, true), ElementsAre(0, 1, 6, 32, 178, 1000));
}

TEST(RecordedSteps, EvenSpacing) {
  EXPECT_THAT(recorded_steps({.points = 5, .spacing = suite::Spacing::even}, 1000, true),
              ElementsAre(0, 250, 500, 750, 1000));
}

TEST(RecordedSteps, AnInterval) {
  EXPECT_THAT(recorded_steps({.every = 300}, 1000, true), ElementsAre(0, 300, 600, 900, 1000));
}

TEST(RecordedSteps, AllStepsWhereThereAreFewerThanPoints) {
  EXPECT_THAT(recorded_steps({.points = 100}, 3, true), ElementsAre(0, 1, 2, 3));
}

TEST(RecordedSteps, OneStepOnly) { EXPECT_THAT(recorded_steps({.points = 100}, 1, true), ElementsAre(0, 1)); }

TEST(RecordedSteps, UnderAClockTwentyADecade) {
  const auto steps = recorded_steps({}, 0, false);
  EXPECT_NEAR(static_cast<double>(steps[201]) / static_cast<double>(steps[181]), 10, 0.5);
}

TEST(RecordedSteps, RefusesMoreThanItCanHold) {
  EXPECT_THROW(recorded_steps({.every = 1}, 1'000'000'000, true), std::invalid_argument);
}

}  // namespace
}  // namespace slalom::run
