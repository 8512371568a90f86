// Speed over problems, robustness and generalization, of made-up runs with numbers worked out by hand.
#include "fabricated.hpp"
#include "statistics/compare.hpp"
#include "support/infinity.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using run::Status;
using test::infinity;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

const OptimizerResult& result(const ProblemComparison& p, const std::string& label) {
  for (const auto& o : p.optimizers)
    if (o.label == label) return o;
  throw std::out_of_range(label);
}

ProblemComparison only_problem(const Fabricated& f) { return compare({f.source()}).experiments.at(0).problems.at(0); }

/// Losses after step i are 10^-i, down to 10^-deepest.
std::vector<double> decades(int deepest) {
  std::vector<double> losses;
  for (int i = 0; i <= deepest; ++i) losses.push_back(std::pow(10, -i));
  return losses;
}

TEST(Speed, CountsTargetsOnTheWayToTheKnownMinimum) {
  Fabricated f;
  f.info["p"].minimum = 0;
  f.add("p", "far"), f.run(1, decades(8));
  f.add("p", "near"), f.run(1, decades(2));
  const auto p = only_problem(f);
  ASSERT_EQ(p.target_grid.size(), 16U);
  EXPECT_DOUBLE_EQ(p.target_grid[1], 0.1);
  EXPECT_DOUBLE_EQ(p.target_grid[15], 1e-8);
  // Targets 10^-0.5 and 10^-1 are reached after step 1, 10^-1.5 and 10^-2 after step 2, …
  const auto& near = result(p, "near").speed;
  EXPECT_THAT(near.runtimes.x, ElementsAre(1, 2));
  EXPECT_THAT(near.runtimes.y, ElementsAre(2.0 / 16, 4.0 / 16));
  EXPECT_EQ(near.expected[3], 2);
  EXPECT_EQ(near.expected[4], infinity);
  // Costs range from 1 step to the budget's 100.
  EXPECT_DOUBLE_EQ(near.scores[0], (2 * 1 + 2 * std::log(100 / 2.0) / std::log(100)) / 16);
  f.add("p", "nowhere"), f.run(1, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
  EXPECT_EQ(result(only_problem(f), "near").speed.scores[0], near.scores[0]) << "whoever else takes part";
}

TEST(Speed, TakesFractionsOfTheStartWhereNoMinimumIsKnown) {
  Fabricated f;
  f.add("p", "a"), f.run(1, {11, 1});
  f.add("p", "b"), f.run(1, {11, 2});
  const auto p = only_problem(f);
  ASSERT_EQ(p.target_grid.size(), 32U);
  EXPECT_DOUBLE_EQ(p.target_grid[7], 1.1);
  EXPECT_EQ(result(p, "a").speed.runtimes.y.back(), 8.0 / 32);
  EXPECT_EQ(result(p, "b").speed.runtimes.y.back(), 5.0 / 32) << "11 · 10^(-5/8) = 2.6";
}

TEST(Speed, ScoresNoTargetsBeyondTheGoal) {
  Fabricated f;
  f.info["p"].minimum = 0;
  f.add("p", "a").stop.gap = 0.02;
  f.run(1, decades(2), Status::target, "");
  const auto p = only_problem(f);
  EXPECT_EQ(p.target_grid.size(), 3U) << "10^-0.5, 10^-1, 10^-1.5";
  EXPECT_EQ(p.optimizers[0].speed.runtimes.y.back(), 1);
}

TEST(Speed, SumsUpOverProblemsWithEqualWeight) {
  Fabricated f;
  for (const auto& [problem, a, b] : {std::tuple{"p", 8, 2}, {"q", 8, 8}}) {
    f.info[problem].minimum = 0;
    f.add(problem, "a"), f.run(1, decades(a));
    f.add(problem, "b"), f.run(1, decades(b));
  }
  const auto ranking = compare({f.source()}).experiments.at(0).ranking;
  const auto& b = ranking.optimizers.at(1);
  EXPECT_EQ(b.label, "b");
  EXPECT_DOUBLE_EQ(b.runtimes.y.back(), (4.0 / 16 + 1) / 2);
  EXPECT_THAT(b.performance.x, ElementsAre(1)) << "as quick as the other, where it arrives";
  EXPECT_THAT(b.performance.y, ElementsAre(DoubleEq(20.0 / 32)));
  EXPECT_DOUBLE_EQ(b.data.y.back(), 20.0 / 32);
  EXPECT_GT(ranking.optimizers.at(0).score.value, b.score.value);
  EXPECT_TRUE(std::isnan(b.score.interval.low)) << "one run a problem says nothing of its scatter";
}

TEST(Speed, TimesOfRunsThatMayHaveBeenSteppedTogetherAreSaidNotToBeComparable) {
  const auto threats_with = [](std::uint64_t seeds) {
    Fabricated f;
    f.info["p"].minimum = 0;
    for (const auto* optimizer : {"a", "b"}) {
      f.add("p", optimizer);
      for (std::uint64_t seed = 1; seed <= seeds; ++seed) f.run(seed, {99, 1}).cpu_seconds = 1;
    }
    return compare({f.source()}).threats;
  };
  const auto together = testing::Contains(testing::StartsWith("Runs stepped together: with 64 seeds or more"));
  EXPECT_THAT(threats_with(64), together);
  EXPECT_THAT(threats_with(63), testing::Not(together));
}

TEST(Speed, ScoresOfUnequalBudgetsAreSaidNotToBeComparable) {
  Fabricated f;
  for (const auto* problem : {"p", "q"}) {
    f.info[problem].minimum = 0;
    f.add(problem, "a"), f.run(1, decades(4));
    f.add(problem, "b"), f.run(1, decades(2));
  }
  const auto equal = compare({f.source()});
  EXPECT_THAT(equal.experiments[0].ranking.test.warnings, testing::Not(testing::Contains(HasSubstr("Budgets differ"))));
  EXPECT_THAT(equal.threats, testing::Not(testing::Contains(HasSubstr("Unequal budgets"))));
  f.add("p", "c").budget.steps = 10'000;
  f.run(1, decades(8));
  f.add("q", "c"), f.run(1, decades(8));
  const auto unequal = compare({f.source()});
  const auto& ranking = unequal.experiments[0].ranking;
  EXPECT_THAT(ranking.test.warnings, testing::Contains(HasSubstr("Budgets differ on p: a speed score")));
  EXPECT_THAT(unequal.threats, testing::Contains(testing::StartsWith("Unequal budgets: on p some")));
  for (const auto& before : equal.experiments[0].ranking.optimizers)
    for (const auto& after : ranking.optimizers)
      if (before.label == after.label) {
        EXPECT_EQ(before.score.value, after.score.value) << "whoever takes part";
      }
}

TEST(Speed, RanksAreTestedAndDoubtsAreTold) {
  Fabricated f;
  for (const auto* problem : {"p", "q", "r"})
    for (const auto& [name, loss] : {std::pair{"a", 1.0}, {"b", 2.0}, {"c", 3.0}})
      f.add(problem, name), f.run(1, {9, loss});
  const auto test = compare({f.source()}).experiments.at(0).ranking.test;
  EXPECT_DOUBLE_EQ(test.chi_squared, 6);
  EXPECT_DOUBLE_EQ(test.concordance, 1);
  EXPECT_TRUE(test.permutation);
  EXPECT_NEAR(test.p, 1.0 / 36, 1e-12) << "of 36 orders of the second and third problem's ranks";
  EXPECT_NEAR(test.critical_difference, 2, 1e-12) << "which one of 36 orders gives, and two";
  EXPECT_THAT(test.cliques, ElementsAre(ElementsAre(0, 1), ElementsAre(1, 2)));
  EXPECT_THAT(test.warnings, ElementsAre(HasSubstr("consistent with chance")));
}

TEST(Speed, ExpectedTimeCountsWhatFailingRunsSpent) {
  Fabricated f;
  f.add("p", "a").targets = {0.1};
  f.run(1, {9, 5, 0.05}).targets = {{.target = 0.1, .reached = true, .step = 2, .evaluations = 4, .cpu_seconds = 1}};
  auto& late = f.run(2, {9, 5, 5, 5, 5, 5, 5, 5});
  late.targets = {{.target = 0.1}};
  late.cpu_seconds = 3;
  const auto p = only_problem(f);
  const auto& target = p.optimizers[0].targets.at(0);
  EXPECT_EQ(target.expected.steps.value, 2 + 7);
  EXPECT_EQ(target.expected.evaluations.value, 4 + 7);
  EXPECT_EQ(target.expected.cpu_seconds.value, 4);
}

TEST(Speed, RatioAndEffectStandBesideP) {
  Fabricated f;
  for (const auto& [name, base] : {std::pair{"a", 1.0}, {"b", 2.0}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {99, base * static_cast<double>(seed)});
  }
  const auto p = only_problem(f);
  const auto& against = p.optimizers[1].against_best;
  EXPECT_DOUBLE_EQ(against.ratio.value, 2);
  EXPECT_DOUBLE_EQ(against.ratio.interval.low, 2);
  EXPECT_EQ(against.effect, 1);
  EXPECT_DOUBLE_EQ(against.probability, 0.775) << "i < 2 j in 75 of 100 pairs, i = 2 j in 5";
  EXPECT_TRUE(against.significant);
}

TEST(Generalization, SaysWhereOneWouldHaveStopped) {
  Fabricated f;
  f.info["p"].examples = 100;
  f.info["p"].metrics = {"test_loss"};
  f.add("p", "a");
  f.run(1, {2, 1, 0.5, 0.1}).metrics = {2, 1.5, 1.2, 1.6};
  const auto g = only_problem(f).optimizers[0].generalization;
  EXPECT_DOUBLE_EQ(g.gap.median, 1.5);
  EXPECT_EQ(g.best_epoch.median, 2);
  EXPECT_EQ(g.best_test.median, 1.2);
  EXPECT_THAT(g.train, ElementsAre(0.1));
}

TEST(RateCurve, FindsTheRegionOfGoodRates) {
  Fabricated f;
  for (const auto& [rate, loss] : {std::pair{0.001, 5.0}, {0.01, 0.05}, {0.1, 0.01}, {1.0, 0.08}, {10.0, 20.0}}) {
    auto& c = f.add("p", "sgd");
    c.optimizer.label = "sgd " + std::to_string(rate);
    c.optimizer.learning_rate->initial = rate;
    f.run(1, {10, loss});
  }
  const auto p = only_problem(f);
  EXPECT_EQ(p.rate_curves[0].acceptable_min, 0.1) << "0.05 is 99 % of the decrease, but five times the loss";
  EXPECT_EQ(p.rate_curves[0].acceptable_max, 0.1);
}

}  // namespace
}  // namespace slalom::statistics
