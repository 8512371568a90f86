// How often an interval holds the truth, simulated: 2,000 samples of each kind.
#include "statistics/bootstrap.hpp"
#include "statistics/quantile.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace slalom::report {
namespace {

constexpr int draws = 2000;

using Draw = double (*)(std::mt19937_64&);

double normal(std::mt19937_64& random) { return std::normal_distribution<>()(random); }
double log_normal(std::mt19937_64& random) { return std::exp(normal(random)); }
double heavy_tailed(std::mt19937_64& random) { return std::student_t_distribution<>(2)(random); }

/// The statistic of the distribution itself, by a sample so large that its error does not matter.
double truth(Draw draw, Statistic statistic) {
  std::mt19937_64 random(1);
  std::vector<double> sample(2'000'000);
  for (double& x : sample) x = draw(random);
  std::sort(sample.begin(), sample.end());
  return statistic(sample);
}

double coverage(Draw draw, Statistic statistic, std::size_t n) {
  const double inside = truth(draw, statistic);
  std::mt19937_64 random(n);
  int covered = 0;
  std::vector<double> sample(n);
  for (int i = 0; i < draws; ++i) {
    for (double& x : sample) x = draw(random);
    const auto interval = estimate(sample, statistic).interval;
    covered += interval.low <= inside && inside <= interval.high;
  }
  return 100.0 * covered / draws;
}

TEST(Coverage, OfNinetyFivePercentIntervalsIsNinetyThreeToNinetySevenPercent) {
  const struct {
    const char* name;
    Draw draw;
  } kinds[] = {{"normal", normal}, {"log-normal", log_normal}, {"Student's t, 2 degrees of freedom", heavy_tailed}};
  for (const std::size_t n : {10U, 30U})
    for (const auto& kind : kinds)
      for (const Statistic statistic : {median, interquartile_mean}) {
        const double percent = coverage(kind.draw, statistic, n);
        EXPECT_GE(percent, 93) << kind.name << (statistic == median ? ", median of " : ", middle mean of ") << n;
        EXPECT_LE(percent, 97) << kind.name << (statistic == median ? ", median of " : ", middle mean of ") << n;
      }
}

}  // namespace
}  // namespace slalom::report
