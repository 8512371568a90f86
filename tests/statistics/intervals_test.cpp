// Bootstrap intervals where numbers are tiny, tied, or few.
#include "statistics/bootstrap.hpp"
#include "statistics/expected_time.hpp"
#include "statistics/quantile.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace slalom::statistics {
namespace {

std::vector<double> scaled(std::vector<double> values, double factor) {
  for (double& v : values) v *= factor;
  return values;
}

void expect_equal(const Interval& a, const Interval& b, double factor, const std::string& what) {
  EXPECT_NEAR(a.low * factor, b.low, 1e-9 * std::abs(b.low)) << what;
  EXPECT_NEAR(a.high * factor, b.high, 1e-9 * std::abs(b.high)) << what;
}

TEST(Intervals, ScaleWithTheDataHoweverSmall) {
  const std::vector<double> values{1.5, 1.6, 2.25, 2.3, 3.1, 4.75, 7, 9.5, 20, 31};
  for (const Statistic statistic : {median, interquartile_mean}) {
    const auto expected = estimate(values, statistic);
    for (const double factor : {10.0, 1e-20, 1e-108, 1e-130, 1e-162, 1e-250, 1e100, 1e250}) {
      const auto found = estimate(scaled(values, factor), statistic);
      expect_equal(expected.interval, found.interval, factor, std::to_string(std::log10(factor)));
      EXPECT_LE(found.interval.low, found.value);
      EXPECT_GE(found.interval.high, found.value);
    }
  }
}

TEST(Intervals, OfTiedValuesDoNotDependOnRounding) {
  std::mt19937_64 random(4);
  for (int sample = 0; sample < 150; ++sample) {
    std::vector<double> values;
    for (int i = 0; i < 6 + sample % 15; ++i) values.push_back(0.1 * static_cast<double>(1 + random() % 4));
    for (const Statistic statistic : {median, interquartile_mean})
      for (const double factor : {10.0, 1.0 / 3, 0.7})
        expect_equal(estimate(values, statistic).interval, estimate(scaled(values, factor), statistic).interval, factor,
                     "sample " + std::to_string(sample));
  }
}

TEST(Intervals, OfExpectedTimesAreTheSameInEveryUnit) {
  std::mt19937_64 random(5);
  for (int sample = 0; sample < 50; ++sample) {
    std::vector<Spent> runs;
    for (int i = 0; i < 10; ++i) {
      const auto examples = static_cast<double>(32 * (1 + random() % 5));
      runs.push_back({.amounts = {examples, examples / 1797, examples / 7}, .reached = random() % 4 != 0});
    }
    const auto found = expected_times(runs);
    if (std::isinf(found.front().value)) continue;
    for (const auto& [unit, size] : {std::pair{1U, 1797.0}, {2U, 7.0}})
      if (std::isfinite(found[0].interval.high))
        expect_equal(found[0].interval, found[unit].interval, 1 / size, "sample " + std::to_string(sample));
  }
}

TEST(Intervals, AreNotClaimedOfFewerThanFiveRuns) {
  EXPECT_TRUE(std::isnan(estimate({1, 2, 3}, median).interval.low));
  EXPECT_TRUE(std::isnan(estimate({1, 2, 3, 4}, median).interval.low));
  EXPECT_FALSE(std::isnan(estimate({1, 2, 3, 4, 5}, median).interval.low));
}

}  // namespace
}  // namespace slalom::statistics
