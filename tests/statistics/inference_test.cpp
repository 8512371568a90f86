// Intervals, effect sizes and tests over problems against SciPy, scikit-posthocs, cocopp and rliable:
// tests/reference/inference.json, aggregate.json.
#include "statistics/aggregate.hpp"
#include "statistics/bootstrap.hpp"
#include "statistics/effect_size.hpp"
#include "statistics/expected_time.hpp"
#include "statistics/friedman.hpp"
#include "statistics/quantile.hpp"
#include "statistics/step_function.hpp"
#include "support/infinity.hpp"
#include "support/reference.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::statistics {
namespace {

using Numbers = std::vector<double>;
using test::infinity;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

/// null is infinite.
double number(const Json& json) { return json.is_null() ? infinity : json.get<double>(); }

TEST(Inference, BcaIntervals) {
  for (const auto& sample : test::reference("inference.json")["bca_intervals"]) {
    auto values = sample["values"].get<Numbers>();
    std::sort(values.begin(), values.end());
    const bool is_median = sample["statistic"] == "median";
    EXPECT_NEAR(is_median ? median(values) : interquartile_mean(values), sample["value"].get<double>(), 1e-14);
    const auto interval = bca_interval(sample["value"], sample["resampled"].get<Numbers>(),
                                       sample["left_one_out"].get<Numbers>(), sample["level"]);
    EXPECT_NEAR(interval.low, sample["low"].get<double>(), 1e-9) << sample["name"] << sample["statistic"];
    EXPECT_NEAR(interval.high, sample["high"].get<double>(), 1e-9) << sample["name"] << sample["statistic"];
  }
}

TEST(Inference, InterquartileMeans) {
  for (const auto& sample : test::reference("inference.json")["interquartile_means"]) {
    auto values = sample["values"].get<Numbers>();
    std::sort(values.begin(), values.end());
    const double expected = sample["mean"];
    EXPECT_NEAR(interquartile_mean(values), expected, 1e-13 * expected);
  }
}

TEST(Inference, IntervalsOfManyValuesGoOnFromThoseOfFewer) {
  Numbers values;
  std::vector<Spent> runs;
  for (std::size_t i = 0; i < max_for_acceleration; ++i) {
    values.push_back(std::exp(std::sin(static_cast<double>(i * i))));
    runs.push_back({{values.back()}, i % 3 != 0});
  }
  const auto few = estimate(values, interquartile_mean);
  const auto few_runs = expected_times(runs).front();
  values.push_back(few.value);
  runs.push_back({{values.back()}, true});
  const auto many = estimate(values, interquartile_mean);
  const auto many_runs = expected_times(runs).front();
  for (const auto& [a, b] : {std::pair{few, many}, {few_runs, many_runs}}) {
    const double width = a.interval.high - a.interval.low;
    EXPECT_GT(width, 0);
    EXPECT_NEAR(a.interval.low, b.interval.low, width / 8);
    EXPECT_NEAR(a.interval.high, b.interval.high, width / 8);
  }
}

TEST(Inference, AggregateScoresPoolTheRunsOfAllProblemsAndResampleEachApart) {
  const std::vector<std::vector<double>> quartiles{{0, 1, 2, 3}, {4, 5, 6, 7}};
  EXPECT_DOUBLE_EQ(aggregate_score(quartiles).value, 3.5) << "of 2, 3, 4, 5: Agarwal et al. trim a quarter of all runs";
  const std::vector<std::vector<double>> exact{{1, 1, 1}, {3, 3, 3}};
  const auto estimate = aggregate_score(exact);
  EXPECT_DOUBLE_EQ(estimate.interval.low, 2) << "runs do not scatter within a problem, so nothing does";
  EXPECT_DOUBLE_EQ(estimate.interval.high, 2);
}

TEST(Inference, AggregateScoresAreThoseOfRliable) {
  const auto& json = test::reference("aggregate.json");
  ASSERT_EQ(json["samples"].size(), 4U);
  for (const auto& sample : json["samples"]) {
    const auto scores = sample["by_task"].get<std::vector<Numbers>>();
    const double value = sample["value"], low = sample["low"], high = sample["high"];
    const auto estimate = aggregate_score(scores);
    EXPECT_NEAR(estimate.value, value, 1e-13) << sample["name"];
    EXPECT_NEAR(widened_level(confidence, scores.front().size()), sample["level"].get<double>(), 1e-12);
    // Both ends are quantiles of random resamples, of which we draw 1,000: they scatter by 2 % of the width.
    EXPECT_NEAR(estimate.interval.low, low, 0.08 * (high - low)) << sample["name"];
    EXPECT_NEAR(estimate.interval.high, high, 0.08 * (high - low)) << sample["name"];
  }
}

TEST(Inference, ProbabilitiesOfImprovement) {
  for (const auto& sample : test::reference("inference.json")["probabilities"])
    EXPECT_NEAR(probability_of_improvement(sample["x"].get<Numbers>(), sample["y"].get<Numbers>()),
                sample["probability"].get<double>(), 1e-15);
}

TEST(Inference, ExpectedRunningTimesWithCensoredRuns) {
  for (const auto& sample : test::reference("inference.json")["expected_times"]) {
    std::vector<Spent> runs;
    for (std::size_t i = 0; i < sample["amounts"].size(); ++i)
      runs.push_back({{sample["amounts"][i].get<double>()}, sample["reached"][i].get<bool>()});
    EXPECT_DOUBLE_EQ(expected_time(runs), number(sample["expected"]));
  }
}

TEST(Inference, FriedmanAndNemenyi) {
  for (const auto& sample : test::reference("inference.json")["friedman_tests"]) {
    const auto scores = sample["scores"].get<std::vector<Numbers>>();
    const auto result = friedman_test(scores);
    const auto n = scores.size(), k = scores[0].size();
    EXPECT_THAT(result.mean_ranks, Pointwise(DoubleNear(1e-12), sample["mean_ranks"].get<Numbers>()));
    if (std::isfinite(result.f)) {
      EXPECT_NEAR(result.f, number(sample["f"]), 1e-9 * result.f) << sample["name"];
      EXPECT_NEAR(result.f_p, sample["f_p"].get<double>(), 1e-9) << sample["name"];
    } else {
      EXPECT_TRUE(sample["f"].is_null()) << sample["name"];
    }
    for (const auto& [ours, theirs] :
         {std::pair{result.chi_squared, "chi_squared"}, {result.p, "p"}, {result.concordance, "concordance"}})
      EXPECT_NEAR(ours, sample[theirs].get<double>(), 1e-9 * (1 + ours)) << sample["name"] << theirs;
    EXPECT_NEAR(critical_difference(k, n, 0.05), sample["critical_difference"].get<double>(), 1e-6);
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_NEAR(nemenyi_p(std::abs(result.mean_ranks[i] - result.mean_ranks[j]), k, n),
                    sample["nemenyi"][i][j].get<double>(), 1e-6)
            << sample["name"] << i << j;
  }
}

TEST(Inference, EmpiricalDistributions) {
  for (const auto& sample : test::reference("inference.json")["distributions"]) {
    Numbers costs;
    for (const auto& c : sample["costs"]) costs.push_back(number(c));
    const auto stairs = step_function(costs);
    for (std::size_t i = 0; i < sample["at"].size(); ++i)
      EXPECT_DOUBLE_EQ(height_at(stairs, sample["at"][i]), sample["heights"][i].get<double>());
  }
}

TEST(Inference, PerformanceRatiosOfWhatSomebodySolved) {
  const std::vector<Numbers> costs{{10, 20, infinity}, {infinity, infinity, infinity}, {0, 0, 5}};
  EXPECT_THAT(performance_ratios(costs), ElementsAre(ElementsAre(1, 2, infinity), ElementsAre(1, 1, infinity)));
}

TEST(Inference, RankBiserialCorrelation) {
  EXPECT_EQ(rank_biserial(Numbers{1, 2, 3}), 1);
  EXPECT_EQ(rank_biserial(Numbers{-1, -2}), -1);
  EXPECT_DOUBLE_EQ(rank_biserial(Numbers{1, 2, -3, 0}), 0) << "W+ = W− = 3";
  EXPECT_EQ(rank_biserial(Numbers{0}), 0);
}

TEST(Inference, ResamplesAreTheSameEveryTimeAndUniform) {
  std::vector<std::size_t> first(10), again(10), other(10), stratum(10);
  resample(3, first), resample(3, again), resample(4, other), resample(3, stratum, 1);
  EXPECT_EQ(first, again);
  EXPECT_NE(first, other);
  EXPECT_NE(first, stratum);
  std::vector<double> counts(10, 0);
  constexpr std::size_t draws = 2000;
  for (std::size_t b = 0; b < draws; ++b) {
    resample(b, first);
    for (const auto i : first) ++counts.at(i);
  }
  double chi_squared = 0;
  for (const double c : counts) chi_squared += (c - draws) * (c - draws) / draws;
  EXPECT_LT(chi_squared, 27.9) << "the 99.9 % quantile with 9 degrees of freedom";
}

TEST(Inference, IntervalsOfInfiniteValues) {
  const auto most = estimate(Numbers{1, 2, 3, 4, infinity}, median);
  EXPECT_EQ(most.value, 3);
  EXPECT_LE(most.interval.low, 3);
  EXPECT_EQ(most.interval.high, infinity);
  EXPECT_TRUE(std::isnan(estimate(Numbers{1, 2, 3, 4}, median).interval.low)) << "four values give no interval";
  EXPECT_TRUE(std::isnan(estimate(Numbers{}, median).value));
  const auto equal = estimate(Numbers{2, 2, 2, 2, 2}, interquartile_mean);
  EXPECT_EQ(equal.interval.low, 2);
  EXPECT_EQ(equal.interval.high, 2);
}

}  // namespace
}  // namespace slalom::statistics
