// Before and after a change: what is called better, worse, the same, or not to be told.
#include "statistics/regression.hpp"

#include "fabricated.hpp"
#include "support/infinity.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using run::Status;
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
               {0.5, 0.001, Verdict::better}, {1, 1e-4, Verdict::same},    {1.0095, 1e-4, Verdict::unclear}};
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

TEST(Regression, TimeIsComparedOnlyIfAskedFor) {
  const auto result = find_regressions(with_factor(1).source(), with_factor(1.3).source(), {.tolerance = 0.5});
  EXPECT_THAT(result.time, IsEmpty());
  EXPECT_FALSE(result.worse);
}

TEST(Regression, ShortRunsCannotBeTimed) {
  const auto result = find_regressions(with_factor(1, 0, 1e-3).source(), with_factor(1.3, 0, 1e-3).source(),
                                       {.tolerance = 0.5, .time = true});
  EXPECT_EQ(result.time.at(0).verdict, Verdict::unclear);
  EXPECT_EQ(result.time.at(0).reason, "runs take less than 10 ms");
  EXPECT_TRUE(result.undecided);
  EXPECT_FALSE(result.worse);
}

TEST(Regression, TimeIsApartFromQualityAndHasItsOwnTolerance) {
  const auto same =
      find_regressions(with_factor(1).source(), with_factor(1.08).source(), {.tolerance = 0.5, .time = true});
  EXPECT_FALSE(same.worse);
  const auto slower =
      find_regressions(with_factor(1).source(), with_factor(1.3).source(), {.tolerance = 0.5, .time = true});
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
  a.info["p"].metrics = {"test_loss"};
  EXPECT_TRUE(is_regression_metric("test_loss", {a.source()}));
  EXPECT_EQ(to_json(result)["quality"][0]["verdict"], "same");
}

using test::infinity;

/// One case for each list of final losses, which are those of seeds 1, 2, …; NaN: the run failed.
Fabricated with_losses(const std::vector<std::vector<double>>& rows) {
  Fabricated f;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    f.add("p" + std::to_string(i), "a");
    std::uint64_t seed = 0;
    for (const double loss : rows[i]) {
      ++seed;
      if (std::isnan(loss))
        f.run(seed, {100}, Status::failed, "crashed");
      else if (std::isinf(loss))
        f.run(seed, {100, 1e29}, Status::diverged, "");
      else
        f.run(seed, {100, loss});
    }
  }
  return f;
}

/// The p of each of five rows goes down to 5 / 2^n only, where each has signs of its own.
TEST(Regression, PowerIsSaidOfSeedsThatCanShowAnything) {
  for (const std::size_t seeds : {6U, 7U}) {
    std::vector<std::vector<double>> before(5, std::vector<double>(seeds, 1.0)), after = before;
    for (std::size_t row = 0; row < 5; ++row)
      for (std::size_t seed = 0; seed < seeds; ++seed)
        after[row][seed] = 1 + 0.001 * static_cast<double>((seed >> row) % 2 == 0 ? seed + 1 : 0) - 0.002;
    const auto result = find_regressions(with_losses(before).source(), with_losses(after).source(), {});
    EXPECT_EQ(std::isfinite(result.quality.at(0).detectable), seeds == 7) << seeds;
    EXPECT_EQ(result.power.find("With power 80 %") != std::string::npos, seeds == 7) << result.power;
  }
}

TEST(Regression, FailuresInTheSecondAreWorse) {
  const auto whole = with_losses({{1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6}});
  const auto broken = with_losses({{1, 2, unknown, 4, 5, 6}, {1, 2, 3, 4, 5, 6}});
  const auto result = find_regressions(whole.source(), broken.source(), {});
  EXPECT_TRUE(result.worse);
  EXPECT_EQ(result.quality.at(0).verdict, Verdict::worse);
  EXPECT_EQ(result.quality.at(0).reason, "failed in B with seed 3");
  EXPECT_EQ(result.quality.at(1).verdict, Verdict::same);
  EXPECT_FALSE(find_regressions(broken.source(), whole.source(), {}).worse) << "which is a repair";
  const auto all =
      find_regressions(whole.source(), with_losses({{1, 2, 3, 4, 5, 6}, std::vector(6, unknown)}).source(), {});
  EXPECT_EQ(all.quality.at(1).verdict, Verdict::worse);
  const auto more = find_regressions(whole.source(), with_losses({{1, 2, 3, 4, 5, 6, unknown}, {1, 2}}).source(), {});
  EXPECT_EQ(more.quality.at(0).verdict, Verdict::worse) << "of a seed that only B was to run";
  EXPECT_EQ(more.quality.at(0).reason, "failed in B with seed 7");
  const auto both = find_regressions(broken.source(), broken.source(), {});
  EXPECT_FALSE(both.worse);
  EXPECT_THAT(both.notes, ElementsAre(HasSubstr("Runs failed in A and in B of 1 pair: a on p0 (seed 3)")));
  const auto none = with_losses({std::vector(6, unknown)});
  EXPECT_TRUE(find_regressions(none.source(), none.source(), {}).undecided) << "nothing was measured";
  const auto repaired = find_regressions(none.source(), with_losses({{1, 2, 3, 4, 5, 6}}).source(), {.time = true});
  EXPECT_EQ(repaired.quality.at(0).verdict, Verdict::better);
  EXPECT_EQ(repaired.quality.at(0).reason, "all runs failed in A");
  EXPECT_FALSE(repaired.undecided);
  EXPECT_THAT(repaired.time, IsEmpty());
  auto other_budget = with_losses({{1, 2, 3, 4, 5, 6}});
  other_budget.plan.cases[0].budget.steps = 7;
  EXPECT_TRUE(find_regressions(none.source(), other_budget.source(), {}).undecided) << "which nobody asked to compare";
}

TEST(Regression, WhatIsMissingInTheSecondIsUndecided) {
  const auto whole = with_losses({{1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6}});
  const auto gone = find_regressions(whole.source(), with_losses({{1, 2, 3, 4, 5, 6}}).source(), {});
  ASSERT_EQ(gone.quality.size(), 2U);
  EXPECT_EQ(gone.quality.at(1).reason, "not in B");
  EXPECT_TRUE(gone.undecided);
  auto interrupted = with_losses({{1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5}});
  interrupted.plan_run(6);
  const auto stopped = find_regressions(whole.source(), interrupted.source(), {});
  EXPECT_EQ(stopped.quality.at(1).reason, "no result in B with seed 6");
  EXPECT_TRUE(stopped.undecided);
  const auto fewer = find_regressions(whole.source(), with_losses({{1, 2, 3, 4, 5}, {1, 2, 3, 4, 5, 6}}).source(), {});
  EXPECT_FALSE(fewer.undecided) << "fewer seeds were asked for";
  EXPECT_THAT(fewer.notes, ElementsAre("Only the plan of A has some seeds of 1 pair: a on p0 (seed 6)."));
  const auto more =
      find_regressions(with_losses({{1, 2, 3, 4, 5}}).source(), with_losses({{1, 2, 3, 4, 5, 6}}).source(), {});
  EXPECT_THAT(more.notes, ElementsAre("Only B has results of some seeds of 1 pair: a on p0 (seed 6)."));
}

TEST(Regression, ManyRowsDoNotHideThatAllAreWorse) {
  for (const std::size_t seeds : {5, 10}) {
    std::vector<std::vector<double>> before(590), after(590);
    for (std::size_t i = 0; i < before.size(); ++i)
      for (std::size_t seed = 0; seed < seeds; ++seed) {
        before[i].push_back(1 + 0.1 * static_cast<double>((7 * seed + 3 * i) % 11));
        after[i].push_back(before[i].back() * std::pow(10, 0.5 + static_cast<double>((i + 3 * seed) % 11)));
      }
    const auto result = find_regressions(with_losses(before).source(), with_losses(after).source(), {});
    const auto worse = std::ranges::count(result.quality, Verdict::worse, &RegressionRow::verdict);
    EXPECT_EQ(worse, 590) << seeds;
  }
}

TEST(Regression, EqualRowsAndNoisyRowsDoNotHideOneThatIsWorse) {
  std::vector<std::vector<double>> before(60), after(60);
  for (std::size_t i = 0; i < before.size(); ++i)
    for (std::size_t seed = 0; seed < 10; ++seed) {
      const double noise = i < 30 ? 1 : 1 + 0.01 * static_cast<double>((5 * seed + 3 * i) % 11);
      before[i].push_back(1 + static_cast<double>(seed));
      after[i].push_back(before[i].back() * noise * (i == 45 ? 3 : 1));
    }
  const auto result = find_regressions(with_losses(before).source(), with_losses(after).source(), {});
  EXPECT_EQ(result.quality.at(45).verdict, Verdict::worse);
  EXPECT_EQ(result.quality.at(3).verdict, Verdict::same);
}

TEST(Regression, AFewSeedsThatBrokeAreNotTheSame) {
  const auto before = with_losses({std::vector(10, 1.0)});
  for (const double broken : {100.0, infinity}) {
    std::vector<double> after(10, 1.0);
    after[2] = after[7] = broken;
    const auto result = find_regressions(before.source(), with_losses({after}).source(), {});
    EXPECT_NE(result.quality.at(0).verdict, Verdict::same) << broken;
    EXPECT_TRUE(result.worse || result.undecided);
  }
}

/// B against A, whose losses are all 1, where the first seeds of each diverged.
RegressionRow with_diverged(std::size_t seeds, std::size_t in_a, std::size_t in_b) {
  std::vector a(seeds, 1.0), b(seeds, 1.0);
  std::fill(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(in_a), infinity);
  std::fill(b.end() - static_cast<std::ptrdiff_t>(in_b), b.end(), infinity);
  return quality(with_losses({a}), with_losses({b}));
}

TEST(Regression, MoreDivergenceInTheSecondIsWorseHoweverTheMedianIs) {
  // By hand: n seeds on one side alone have p = 2^-n, with m on the other side too the tail of a binomial distribution.
  const auto four = with_diverged(10, 0, 4);
  EXPECT_EQ(four.verdict, Verdict::unclear);
  EXPECT_DOUBLE_EQ(four.lost_p, 1.0 / 16);
  EXPECT_EQ(four.reason, "no finite value in B alone with seeds 7, 8, 9, 10 (p = 0.062)");
  const auto seven = with_diverged(20, 0, 7);
  EXPECT_EQ(seven.verdict, Verdict::worse);
  EXPECT_NEAR(seven.lost_p, 1.0 / 128, 0.005) << "of 4,096 patterns drawn";
  EXPECT_EQ(with_diverged(20, 7, 0).verdict, Verdict::better);
  const auto both = with_diverged(12, 1, 5);
  EXPECT_EQ(both.verdict, Verdict::unclear);
  EXPECT_GE(both.lost_p, 7.0 / 64);
}

TEST(Regression, TooFewSeedsDecideNothingUnlessTheRunsAreTheSame) {
  const auto a = with_losses({{1, 2, 3, 4}}), b = with_losses({{10, 20, 30, 40}});
  const auto result = find_regressions(a.source(), b.source(), {});
  EXPECT_EQ(result.quality.at(0).verdict, Verdict::unclear);
  EXPECT_EQ(result.quality.at(0).reason, "4 seeds in common; at least 5 are needed");
  EXPECT_THAT(
      result.power,
      HasSubstr("Of 1 pair nothing can be called worse except runs that fail: 4 seeds with a value in both, and at "
                "least 5 are needed."));
  EXPECT_EQ(quality(a, a).verdict, Verdict::same);
}

TEST(Regression, SuitesOfOneFolderAreComparedOneByOne) {
  const auto first = with_losses({{1, 2, 3, 4, 5, 6}});
  auto second = with_losses({{1, 2, 3, 4, 5, 6}}), worse = with_losses({{2, 4, 6, 8, 10, 12}});
  second.plan.suite = worse.plan.suite = "other";
  const auto both = [&](const Fabricated& other) {
    auto source = first.source();
    const auto theirs = other.source();
    auto plan = other.plan;
    for (auto& run : plan.runs) run.id.bytes[15] = 1;
    source.plans.push_back(plan);
    source.record = [mine = source.record, record = theirs.record](suite::RunId id) {
      if (id.bytes[15] == 0) return mine(id);
      id.bytes[15] = 0;
      return record(id);
    };
    return source;
  };
  const auto result = find_regressions(both(second), both(worse), {});
  ASSERT_EQ(result.quality.size(), 2U);
  EXPECT_EQ(result.quality.at(0).verdict, Verdict::same);
  EXPECT_EQ(result.quality.at(1).verdict, Verdict::worse);
  auto twins = with_losses({{1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6}}),
       broken = with_losses({{1, 2, 3, 4, 5, 6}, {9, 9, 9, 9, 9, 9}});
  for (auto* f : {&twins, &broken})
    for (auto& c : f->plan.cases) c.problem.label = "p0";
  EXPECT_TRUE(find_regressions(twins.source(), broken.source(), {}).worse) << "of one name";
}

TEST(Regression, WhatWasNotMeasuredIsUndecided) {
  const auto a = with_losses({{1, 2, 3, 4, 5, 6}}), b = with_losses({{9, 9, 9, 9, 9, 9}});
  for (const auto* metric : {"evaluations", "steps"}) {
    const auto row = quality(a, b, {.metric = metric});
    EXPECT_EQ(row.verdict, Verdict::unclear);
    EXPECT_THAT(row.reason, HasSubstr("no run reached `stop`"));
  }
  Fabricated skipped;
  skipped.add("p0", "a");
  for (std::uint64_t seed = 1; seed <= 6; ++seed) skipped.run(seed, {1}, Status::skipped, "needs examples");
  EXPECT_EQ(quality(skipped, skipped).verdict, Verdict::same) << "there is nothing to compare";
  EXPECT_EQ(quality(a, skipped).verdict, Verdict::unclear);
  const auto diverged = with_losses({std::vector(6, infinity)});
  EXPECT_EQ(quality(diverged, diverged).verdict, Verdict::same) << "the runs are the same";
  auto elsewhere = with_losses({std::vector(6, infinity)});
  for (auto& c : elsewhere.plan.cases) c.problem.settings = {{"dimension", 3}};
  const auto row = quality(a, elsewhere);
  EXPECT_EQ(row.verdict, Verdict::unclear);
  EXPECT_THAT(row.reason, HasSubstr("the problem's settings"));
}

TEST(Regression, AnArrivalAtTheBestValueIsNoLostRun) {
  const auto with_accuracy = [](double accuracy) {
    Fabricated f;
    f.info["p"].metrics = {"test_accuracy"};
    f.add("p", "a");
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
      f.run(seed, {9, static_cast<double>(seed)}).metrics = {0.1, seed <= 5 ? accuracy : 1};
    return f;
  };
  const auto row = quality(with_accuracy(1), with_accuracy(0.9999), {.metric = "test_accuracy"});
  EXPECT_THAT(row.lost_in_b, IsEmpty());
  EXPECT_EQ(row.reason, "");
  EXPECT_EQ(row.ratio.value, infinity);
}

TEST(Regression, ReasonsAreThoseOfTheRuns) {
  const auto with_status = [](Status status, int planned = 0) {
    Fabricated f;
    f.add("p", "a");
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
      if (planned > 0)
        f.plan_run(seed);
      else
        f.run(seed, {9, static_cast<double>(seed)}, status, "");
    return f;
  };
  const auto fine = with_status(Status::finished), skipped = with_status(Status::skipped),
             missing = with_status(Status::finished, 10);
  EXPECT_EQ(quality(fine, skipped).reason, "skipped in B");
  EXPECT_EQ(quality(skipped, fine).reason, "skipped in A");
  EXPECT_EQ(quality(fine, missing).reason, "no result in B");
  EXPECT_EQ(quality(missing, fine).reason, "no result in A");
}

/// Of so many runs the first `diverged` do, after so many steps.
Fabricated first_diverge(std::uint64_t diverged, std::size_t steps, std::uint64_t runs = 10) {
  Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= runs; ++seed)
    if (seed <= diverged)
      f.run(seed, std::vector(steps, 9.0), Status::diverged, "");
    else
      f.run(seed, {9, static_cast<double>(seed)});
  return f;
}

TEST(Regression, RunsThatDivergeOnBothSidesAreEquallyGood) {
  const auto row = quality(first_diverge(10, 3), first_diverge(10, 5));
  EXPECT_EQ(row.verdict, Verdict::same);
  EXPECT_EQ(row.reason, "all runs diverged in A and B");
  auto interrupted = first_diverge(9, 5, 9);
  interrupted.plan_run(10);
  EXPECT_EQ(quality(first_diverge(10, 3), interrupted).verdict, Verdict::unclear);
  const auto few = quality(first_diverge(8, 3), first_diverge(8, 5));
  EXPECT_EQ(few.verdict, Verdict::unclear);
  EXPECT_EQ(few.reason, "2 seeds with a finite value in A or B; at least 5 are needed");
}

TEST(Regression, LossesAsNearToZeroAsRoundOffAreEqual) {
  const auto a = with_losses({std::vector(10, 1e-17)}), b = with_losses({std::vector(10, -1e-17)});
  EXPECT_EQ(quality(a, b).ratio.value, 1);
  EXPECT_EQ(quality(a, b).verdict, Verdict::same);
}

}  // namespace
}  // namespace slalom::statistics
