// When a worker is late.
#include "worker/time_limits.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace slalom::test {
namespace {

using run::Seconds;
using worker::WorkerClock;

const worker::TimeLimits limits{.run = Seconds(100), .loading = Seconds(60), .closing = Seconds(10)};
const std::vector<std::size_t> none, both{0, 1}, first{0};

TEST(WorkerClock, LimitsLoading) {
  WorkerClock clock(limits, Seconds(5));
  EXPECT_EQ(clock.exceeded(Seconds(65), none), std::nullopt);
  EXPECT_EQ(clock.exceeded(Seconds(65.1), none), Seconds(60));
}

TEST(WorkerClock, LimitsEachRunFromWhenItWasSeen) {
  WorkerClock clock(limits, Seconds(0));
  clock.loaded(Seconds(1));
  EXPECT_EQ(clock.exceeded(Seconds(2), first), std::nullopt);
  clock.heard(Seconds(50));
  EXPECT_EQ(clock.exceeded(Seconds(50), both), std::nullopt);
  EXPECT_EQ(clock.exceeded(Seconds(102), both), std::nullopt);
  EXPECT_EQ(clock.exceeded(Seconds(102.1), both), Seconds(100));
}

TEST(WorkerClock, ForgetsRunsThatAreOver) {
  WorkerClock clock(limits, Seconds(0));
  clock.loaded(Seconds(1));
  for (int i = 1; i < 20; ++i) {
    clock.heard(Seconds(60 * i));
    EXPECT_EQ(clock.exceeded(Seconds(60 * i), i % 2 == 0 ? first : none), std::nullopt);
  }
}

TEST(WorkerClock, LimitsSilenceWhateverTheTableSays) {
  WorkerClock clock(limits, Seconds(0));
  clock.loaded(Seconds(1));
  clock.heard(Seconds(1));
  EXPECT_EQ(clock.exceeded(Seconds(110), none), std::nullopt);
  EXPECT_EQ(clock.exceeded(Seconds(112.1), none), Seconds(100));
}

TEST(WorkerClock, LimitsClosing) {
  WorkerClock clock(limits, Seconds(0));
  clock.loaded(Seconds(1));
  clock.complete(Seconds(20));
  EXPECT_EQ(clock.exceeded(Seconds(30), none), std::nullopt);
  EXPECT_EQ(clock.exceeded(Seconds(30.1), none), Seconds(10));
}

TEST(WorkerClock, ShortTimesOfRunsHoldForLoadingAndClosingToo) {
  WorkerClock clock({.run = Seconds(0.5)}, Seconds(0));
  EXPECT_EQ(clock.exceeded(Seconds(0.6), none), Seconds(0.5));
}

TEST(WorkerClock, WithoutALimitOfRunsStillLimitsLoadingAndClosing) {
  WorkerClock clock({}, Seconds(0));
  EXPECT_EQ(clock.exceeded(Seconds(61), none), Seconds(60));
  clock.loaded(Seconds(1));
  EXPECT_EQ(clock.exceeded(Seconds(1e9), both), std::nullopt);
  clock.complete(Seconds(1e9));
  EXPECT_EQ(clock.exceeded(Seconds(1e9 + 11), none), Seconds(10));
}

}  // namespace
}  // namespace slalom::test
