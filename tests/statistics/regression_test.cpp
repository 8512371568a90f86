// Before and after a change: what is called better, worse, the same, or not to be told.
#include "statistics/regression.hpp"

#include "fabricated.hpp"

#include <gmock/gmock.h>

namespace slalom::report {
namespace {

using host::Status;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Ten seeds whose final losses are `factor` times those of factor 1, and wobble by a share that the seed decides.
Fabricated with_factor(double factor, double wobble = 0, double seconds = 0.1) {
  Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const double own = 1 + wobble * (seed % 2 == 0 ? 1.0 : -1.0) * static_cast<double>(seed);
    f.run(seed, {99, factor * own * static_cast<double>(seed)}).cpu_seconds = seconds * factor;
  }
  return f;
}

RegressionRow quality(const Fabricated& a, const Fabricated& b, const RegressionOptions& options = {}) {
  return find_regressions(a.source(), b.source(), options).quality.at(0);
}

TEST(Regression, IsToldByRatioAndTolerance) {
  const auto before = with_factor(1);
  const struct {
    double factor, wobble;
    Verdict verdict;
  } cases[] = {{1, 0, Verdict::same},         {1.005, 0, Verdict::same},   {1.2, 0, Verdict::worse},
               {0.8, 0, Verdict::better},     {1, 0.05, Verdict::unclear}, {1.5, 0.001, Verdict::worse},
               {0.5, 0.001, Verdict::better}, {1, 1e-4, Verdict::same}};
  for (const auto& c : cases) {
    const auto row = quality(before, with_factor(c.factor, c.wobble));
    EXPECT_EQ(row.verdict, c.verdict) << c.factor << " " << c.wobble;
    EXPECT_EQ(row.pairs, 10U);
  }
}

TEST(Regression, SaysHowManyMoreSeedsWouldTell) {
  const auto row = quality(with_factor(1), with_factor(1.02, 0.01));
  EXPECT_EQ(row.verdict, Verdict::unclear);
  EXPECT_GT(row.more_seeds, 10U);
  EXPECT_LT(row.more_seeds, 200U);
}

TEST(Regression, ShortRunsAreNotTimed) {
  const auto result =
      find_regressions(with_factor(1, 0, 1e-3).source(), with_factor(1.3, 0, 1e-3).source(), {.tolerance = 0.5});
  EXPECT_THAT(result.time, IsEmpty());
  EXPECT_FALSE(result.worse);
  EXPECT_THAT(result.notes, testing::ElementsAre("Time is not judged of 1 pair: their runs take less than 10 ms."));
}

TEST(Regression, TimeIsApartFromQualityAndHasItsOwnTolerance) {
  const auto same = find_regressions(with_factor(1).source(), with_factor(1.08).source(), {.tolerance = 0.5});
  EXPECT_FALSE(same.worse);
  const auto slower = find_regressions(with_factor(1).source(), with_factor(1.3).source(), {.tolerance = 0.5});
  EXPECT_EQ(slower.quality.at(0).verdict, Verdict::same);
  EXPECT_EQ(slower.time.at(0).verdict, Verdict::worse);
  EXPECT_NEAR(slower.time.at(0).ratio.value, 1.3, 1e-12);
  EXPECT_TRUE(slower.worse);
}

TEST(Regression, DivergingIsWorseAndNegativeLossesHaveARatioToo) {
  Fabricated diverging;
  diverging.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) diverging.run(seed, {99, 1e30}, Status::diverged, "");
  EXPECT_EQ(quality(with_factor(1), diverging).verdict, Verdict::worse);
  Fabricated a, b;
  a.add("p", "a"), b.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) a.run(seed, {0, -4}), b.run(seed, {0, -2});
  EXPECT_DOUBLE_EQ(quality(a, b).ratio.value, 1.5);
  EXPECT_EQ(quality(a, b).verdict, Verdict::worse);
}

TEST(Regression, LossesOfRoundOffAreTheSame) {
  Fabricated a, b;
  a.add("p", "a"), b.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) a.run(seed, {1, 1e-17}), b.run(seed, {1, 1e-14});
  EXPECT_EQ(quality(a, b).verdict, Verdict::same);
}

TEST(Regression, SaysInWhatTheTwoDiffer) {
  auto a = with_factor(1), b = with_factor(1);
  b.plan.cases.front().optimizer.learning_rate->initial = 0.2;
  b.plan.cases.front().optimizer.plugin_hash = "new";
  const auto result = find_regressions(a.source(), b.source(), {});
  EXPECT_THAT(result.notes,
              ElementsAre("A and B differ in the learning rate, optimizer's plugin file of 1 pair: a on p."));
}

TEST(Regression, MatchesByNameAndSeedAndSaysWhatIsAlone) {
  auto a = with_factor(1), b = with_factor(1);
  b.add("p", "new");
  b.run(1, {9, 1});
  const auto result = find_regressions(a.source(), b.source(), {});
  EXPECT_EQ(result.quality.size(), 1U);
  EXPECT_THAT(result.notes, ElementsAre(HasSubstr("Only B has 1 pair: new on p")));
  EXPECT_TRUE(is_regression_metric("best_loss", {a.source()}));
  EXPECT_FALSE(is_regression_metric("test_loss", {a.source()}));
  a.facts["p"].metrics = {"test_loss"};
  EXPECT_TRUE(is_regression_metric("test_loss", {a.source()}));
  EXPECT_EQ(to_json(result)["quality"][0]["verdict"], "same");
}

}  // namespace
}  // namespace slalom::report
