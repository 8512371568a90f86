// How often an interval holds the truth, simulated: 2,000 samples of each kind.
#include "statistics/aggregate.hpp"
#include "statistics/bootstrap.hpp"
#include "statistics/expected_time.hpp"
#include "statistics/quantile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace slalom::statistics {
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

/// Percent of the draws whose interval holds the truth; each has a random stream of its own.
template <class Experiment>
double percent(Experiment experiment) {
  int covered = 0;
#pragma omp parallel for reduction(+ : covered)
  for (int i = 0; i < draws; ++i) {
    std::mt19937_64 random(static_cast<std::uint64_t>(i) + 1);
    covered += experiment(random) ? 1 : 0;
  }
  return 100.0 * covered / draws;
}

bool holds(const Interval& interval, double truth) { return interval.low <= truth && truth <= interval.high; }

double coverage(Draw draw, Statistic statistic, std::size_t n) {
  const double inside = truth(draw, statistic);
  return percent([&](std::mt19937_64& random) {
    std::vector<double> sample(n);
    for (double& x : sample) x = draw(random);
    return holds(estimate(sample, statistic).interval, inside);
  });
}

TEST(Coverage, OfNinetyFivePercentIntervalsIsNinetyThreeToNinetySevenPercent) {
  const struct {
    const char* name;
    Draw draw;
  } kinds[] = {{"normal", normal}, {"log-normal", log_normal}, {"Student's t, 2 degrees of freedom", heavy_tailed}};
  for (const std::size_t n : {10U, 30U})
    for (const auto& kind : kinds)
      for (const Statistic statistic : {median, interquartile_mean}) {
        const double covered = coverage(kind.draw, statistic, n);
        EXPECT_GE(covered, 93) << kind.name << (statistic == median ? ", median of " : ", middle mean of ") << n;
        EXPECT_LE(covered, 97) << kind.name << (statistic == median ? ", median of " : ", middle mean of ") << n;
      }
}

TEST(Coverage, OfExpectedTimes) {
  // Runs succeed after an exponential time of mean 1, or never within the budget.
  constexpr double budget = 3;
  const double in_time = 1 - std::exp(-budget);
  const struct {
    std::size_t runs;
    double able;   // share of runs that would succeed if they had all the time
    double least;  // percent; of ten runs so skewed an interval cannot know enough
  } cases[] = {{10, 1, 88}, {30, 1, 93}, {10, 0.7, 93}, {30, 0.7, 93}, {10, 0.3, 88}, {30, 0.3, 93}};
  for (const auto& c : cases) {
    const double truth_of_all = (c.able * in_time + (1 - c.able) * budget) / (c.able * in_time);
    const double covered = percent([&](std::mt19937_64& random) {
      std::vector<Spent> runs(c.runs);
      for (auto& run : runs) {
        const bool able = std::uniform_real_distribution<>()(random) < c.able;
        const double time = std::exponential_distribution<>()(random);
        run.reached = able && time <= budget;
        run.amounts = {run.reached ? time : budget};
      }
      return holds(expected_times(runs).front().interval, truth_of_all);
    });
    EXPECT_GE(covered, c.least) << c.runs << " runs, able: " << c.able;
    EXPECT_LE(covered, 97) << c.runs << " runs, able: " << c.able;
  }
}

TEST(Coverage, OfAggregateScores) {
  // Scores of three problems, from hard to easy, of which the runs scatter: cubes of uniform numbers, shifted.
  const auto score = [](std::size_t problem, std::mt19937_64& random) {
    return 0.15 * static_cast<double>(problem) + 0.4 * std::pow(std::uniform_real_distribution<>()(random), 3);
  };
  std::vector<double> many;
  std::mt19937_64 random(1);
  for (std::size_t i = 0; i < 1'000'000; ++i) many.push_back(score(i % 3, random));
  std::sort(many.begin(), many.end());
  const double truth_of_all = interquartile_mean(many);
  for (const std::size_t n : {10U, 30U}) {
    const double covered = percent([&](std::mt19937_64& own) {
      std::vector<std::vector<double>> scores(3);
      for (std::size_t p = 0; p < 3; ++p)
        for (std::size_t i = 0; i < n; ++i) scores[p].push_back(score(p, own));
      return holds(aggregate_score(scores).interval, truth_of_all);
    });
    EXPECT_GE(covered, 93) << n << " runs";
    EXPECT_LE(covered, 97) << n << " runs";
  }
}

}  // namespace
}  // namespace slalom::statistics
