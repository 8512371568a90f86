#include "statistics/curve.hpp"
#include "support/infinity.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace slalom::statistics {
namespace {

using test::infinity;
using testing::ElementsAre;

Series series(std::vector<double> x, std::vector<double> y, double afterwards) {
  return {.x = std::move(x), .y = std::move(y), .afterwards = afterwards};
}

TEST(Curve, TakesMedianAndQuartilesAtEveryRecordedPlace) {
  const std::vector<Series> runs{series({0, 1, 2}, {5, 4, 3}, 3), series({0, 1, 2}, {5, 2, 1}, 1),
                                 series({0, 1, 2}, {5, 3, 2}, 2)};
  const auto c = curve(runs);
  EXPECT_THAT(c.x, ElementsAre(0, 1, 2));
  EXPECT_THAT(c.median, ElementsAre(5, 3, 2));
  EXPECT_THAT(c.lower, ElementsAre(5, 2.5, 1.5));
  EXPECT_THAT(c.upper, ElementsAre(5, 3.5, 2.5));
}

TEST(Curve, ARunThatReachedItsGoalKeepsItsLastValue) {
  const std::vector<Series> runs{series({0, 1}, {9, 1}, 1), series({0, 1, 4}, {9, 7, 3}, 3)};
  const auto c = curve(runs);
  EXPECT_THAT(c.x, ElementsAre(0, 1, 4));
  EXPECT_THAT(c.median, ElementsAre(9, 4, 2));
}

TEST(Curve, EndsWhereMostRunsHaveDiverged) {
  const std::vector<Series> runs{series({0, 1}, {9, 10}, infinity), series({0, 1}, {9, 12}, infinity),
                                 series({0, 1, 2}, {9, 7, 3}, 3)};
  const auto c = curve(runs);
  EXPECT_EQ(c.median[1], 10);
  EXPECT_TRUE(std::isnan(c.median[2]));
  EXPECT_TRUE(std::isnan(c.upper[2]));
}

TEST(RunCurves, EndWhereTheRunsEnd) {
  const std::vector<Series> runs{series({0, 1, 4}, {9, 7, 3}, 3), series({0, 2}, {9, infinity}, infinity)};
  const auto c = run_curves(runs, {0, 1, 2, 4});
  EXPECT_THAT(c.x, ElementsAre(0, 1, 2, 4));
  ASSERT_EQ(c.values.size(), 2U);
  EXPECT_THAT(c.values[0], ElementsAre(9, 7, 7, 3));
  EXPECT_THAT(c.values[1], ElementsAre(9, 9, testing::IsNan(), testing::IsNan()));
  EXPECT_THAT(run_curves(runs, {0, 1, 2, 4}, 2).x, ElementsAre(0, 4)) << "thinned, both ends kept";
}

TEST(Curve, BetweenRecordedPlacesARunHasItsLatestValue) {
  const std::vector<Series> runs{series({0, 4}, {8, 2}, 2), series({0, 2}, {8, 6}, 6)};
  const auto c = curve(runs);
  EXPECT_THAT(c.x, ElementsAre(0, 2, 4));
  EXPECT_THAT(c.median, ElementsAre(8, 7, 4));
}

TEST(Curve, IsThinnedToTheGivenSizeAndKeepsBothEnds) {
  std::vector<double> x(1001);
  std::iota(x.begin(), x.end(), 0);
  const std::vector<Series> runs{series(x, x, 1000)};
  const auto c = curve(runs, 50);
  ASSERT_EQ(c.x.size(), 50U);
  EXPECT_EQ(c.x.front(), 0);
  EXPECT_EQ(c.x.back(), 1000);
  EXPECT_EQ(c.median, c.x);
}

}  // namespace
}  // namespace slalom::statistics
