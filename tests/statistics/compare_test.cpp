// Comparisons of made-up runs.
#include "statistics/compare.hpp"
#include "fabricated.hpp"
#include "support/infinity.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using run::Status;
using test::infinity;
using testing::ElementsAre;
using testing::HasSubstr;

/// Ten seeds that end at base + seed · spread.
void add_runs(Fabricated& f, double base, double quartiles) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed)
    f.run(seed, {10 + static_cast<double>(seed), base + quartiles * static_cast<double>(seed)});
}

ProblemComparison only_problem(const Fabricated& f) { return compare({f.source()}).experiments.at(0).problems.at(0); }

const OptimizerResult& result(const ProblemComparison& p, const std::string& label) {
  for (const auto& o : p.optimizers)
    if (o.label == label) return o;
  throw std::out_of_range(label);
}

TEST(Compare, RanksByMedianFinalLossAndCallsAWinnerThatIsSignificant) {
  Fabricated f;
  f.add("p", "slow");
  add_runs(f, 2, 0.1);
  f.add("p", "fast");
  add_runs(f, 1, 0.1);
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[0].label, "fast");
  EXPECT_DOUBLE_EQ(p.optimizers[0].measures[0].final.median, 1.55);
  EXPECT_EQ(p.optimizers[0].rank, 1);
  EXPECT_TRUE(p.optimizers[0].best);
  EXPECT_FALSE(p.optimizers[1].best);
  EXPECT_EQ(p.optimizers[1].against_best.pairs, 10U);
  EXPECT_DOUBLE_EQ(p.optimizers[1].against_best.p, 2.0 / 1024);
  EXPECT_TRUE(p.optimizers[1].against_best.significant);
  EXPECT_FALSE(p.optimizers[1].against_best.exact);
}

TEST(Compare, CorrectsForTheNumberOfComparisons) {
  Fabricated f;
  for (const auto& [name, base] : {std::pair{"a", 1.0}, {"b", 2.0}, {"c", 3.0}, {"d", 4.0}}) {
    f.add("p", name);
    add_runs(f, base, 0.1);
  }
  const auto sure = only_problem(f);
  EXPECT_DOUBLE_EQ(sure.optimizers[1].against_best.p, 2.0 / 1024) << "better than each other one: no correction";
  f.add("p", "e");
  add_runs(f, 1, 0.1);  // as good as the first
  const auto p = only_problem(f);
  EXPECT_FALSE(p.optimizers[0].best);
  EXPECT_DOUBLE_EQ(result(p, "d").against_best.p, 4 * 2.5 * 2.0 / 1024)
      << "of four comparisons, of any of five optimizers that might have been the first";
}

// Of results that were looked at with 10, 20, 40 and 80 seeds.
TEST(Compare, CorrectsForTheNumberOfLooks) {
  Fabricated f;
  for (const auto& [name, base] : {std::pair{"a", 1.0}, {"b", 2.0}}) {
    f.add("p", name);
    add_runs(f, base, 0.1);
  }
  f.provenance["most_seeds"] = 80;
  const auto p = only_problem(f);
  EXPECT_EQ(p.interim_analyses, 4);
  EXPECT_DOUBLE_EQ(p.optimizers[1].against_best.p, 4 * 2.0 / 1024);
}

TEST(Compare, SaysThatRunsAreMissing) {
  Fabricated f;
  f.add("p", "a");
  f.run(1, {9, 1});
  EXPECT_THAT(compare({f.source()}).notes, testing::IsEmpty());
  f.plan_run(2);
  EXPECT_THAT(compare({f.source()}).notes, ElementsAre(HasSubstr("1 of 2 runs has no result yet")));
}

TEST(Compare, NamesAPairWhoseSeedsAreTheSameRun) {
  Fabricated f;
  f.chance = run::Chance::none;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 2, 1});
  f.add("p", "b");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 2 + static_cast<double>(seed), 1});
  EXPECT_THAT(compare({f.source()}).notes, ElementsAre(HasSubstr("All seeds of a on p gave the same run:")))
      << "b only ends at the same";
  f.add("q", "a");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 1});
  EXPECT_THAT(compare({f.source()}).notes, ElementsAre(HasSubstr("of a on p (and of 1 pair like it) gave")));
}

TEST(Compare, SaysThatSeedsRecordedTheSameAlthoughNumbersWereDrawn) {
  Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 9});
  EXPECT_THAT(compare({f.source()}).notes, ElementsAre(HasSubstr("although random numbers were drawn")));
  EXPECT_FALSE(only_problem(f).deterministic);
}

// As with seeds 2, 4 and 10 on two wells: all end in the same, after the same number of steps.
TEST(Compare, EqualEndsOfRandomStartsAreNotExact) {
  for (const auto chance : {run::Chance::drawn, run::Chance::unknown}) {
    Fabricated f;
    f.chance = chance;
    for (const auto& [name, loss] : {std::pair{"a", 1.0}, {"b", 2.0}}) {
      f.add("p", name);
      for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9 + static_cast<double>(seed), loss});
    }
    const auto p = only_problem(f);
    EXPECT_FALSE(p.deterministic);
    EXPECT_FALSE(p.optimizers[0].best);
    EXPECT_FALSE(p.optimizers[1].against_best.exact);
    EXPECT_EQ(p.optimizers[1].against_best.p, 0.25);
  }
}

TEST(Compare, DoesNotTakeRunsThatWentNowhereForTheSameRun) {
  Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 1}, run::Status::diverged, "not finite");
  f.add("p", "b");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9});
  for (const auto& note : compare({f.source()}).notes) EXPECT_THAT(note, testing::Not(HasSubstr("same run")));
}

TEST(Compare, TellsBytesAParameter) {
  Fabricated f;
  f.add("p", "a");
  f.info["p"].dimension = 4;
  f.run(1, {9, 1});
  EXPECT_EQ(only_problem(f).optimizers[0].bytes_per_parameter.median, 18) << "72 / 4";
  f.run(2, {9, 2}).state_bytes = unknown;
  EXPECT_EQ(only_problem(f).optimizers[0].bytes_per_parameter.count, 1U);
}

TEST(Compare, ChartsOfAProblemHaveOneFloor) {
  Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {static_cast<double>(seed), 0});
  EXPECT_DOUBLE_EQ(only_problem(f).floor, 2e-18);
}

TEST(Compare, CallsNoWinnerThatSeedsDisagreeOn) {
  Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {9, seed % 2 == 0 ? 1.0 : 2.0 + 0.01 * double(seed)});
  f.add("p", "b");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {9, seed % 2 == 1 ? 1.1 : 2.1 + 0.01 * double(seed)});
  const auto p = only_problem(f);
  EXPECT_FALSE(p.optimizers[0].best);
  EXPECT_THAT(p.conclusions[0], HasSubstr("not statistically distinguishable"));
}

TEST(Compare, SaysWhenThereAreTooFewSeedsForAnySignificance) {
  Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 5; ++seed) f.run(seed, {9, 1 + 0.1 * double(seed)});
  f.add("p", "b");
  for (std::uint64_t seed = 1; seed <= 5; ++seed) f.run(seed, {9, 2 + 0.1 * double(seed)});
  const auto p = only_problem(f);
  EXPECT_FALSE(p.optimizers[0].best);
  EXPECT_THAT(p.conclusions[0], HasSubstr("5 seeds cannot show a difference: at least 6 are needed"));
}

TEST(Compare, NeedsNoTestWhereNothingIsRandom) {
  Fabricated f;
  f.chance = run::Chance::none;
  for (const auto& [name, loss] : {std::pair{"a", 1.0}, {"b", 1.5}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {10, loss});
  }
  const auto p = only_problem(f);
  EXPECT_TRUE(p.deterministic);
  EXPECT_TRUE(p.optimizers[0].best);
  EXPECT_TRUE(p.optimizers[1].against_best.exact);
  EXPECT_EQ(p.optimizers[1].against_best.p, 0);
}

TEST(Compare, IdenticalResultsAreLevel) {
  Fabricated f;
  f.add("p", "a");
  add_runs(f, 1, 0.1);
  f.add("p", "b");
  add_runs(f, 1, 0.1);
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[0].rank, 1.5);
  EXPECT_EQ(p.optimizers[1].rank, 1.5);
  EXPECT_FALSE(p.optimizers[0].best);
  EXPECT_EQ(p.optimizers[1].against_best.p, 1);
  EXPECT_THAT(p.conclusions[0], HasSubstr("tied for best"));
  EXPECT_TRUE(p.optimizers[1].against_best.equivalent);
}

TEST(Compare, DifferencesOfRoundOffAreNone) {
  Fabricated f;
  f.info["p"].minimum = -5.0;
  f.add("p", "a");
  f.run(1, {0, -5.0});
  f.add("p", "b");
  f.run(1, {0, -5.0 + 1e-15});
  const auto p = only_problem(f);
  EXPECT_EQ(p.measures[0].name, "gap");
  EXPECT_EQ(result(p, "b").measures[0].final.median, 0);
  EXPECT_EQ(result(p, "b").rank, 1.5);
}

TEST(Compare, DivergedRunsAreTheWorstResults) {
  Fabricated f;
  f.add("p", "mostly");
  f.run(1, {9, 1});
  f.run(2, {9, 1e300}, Status::diverged, "not finite in step 2");
  f.run(3, {9, unknown}, Status::diverged, "not finite in step 3");
  f.add("p", "poor");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 1000});
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[0].label, "poor");
  EXPECT_EQ(p.optimizers[1].measures[0].final.median, infinity);
  EXPECT_EQ(p.optimizers[1].measures[0].final.best, 1);
  EXPECT_EQ(p.optimizers[1].runs.diverged, 2U);
  ASSERT_EQ(p.failure_groups.size(), 1U);
  EXPECT_EQ(p.failure_groups[0].reason, "not finite in step 2");
  EXPECT_THAT(p.failure_groups[0].seeds, ElementsAre(2, 3));
}

TEST(Compare, TheAnswerNamesWhoFailedOnEverySeed) {
  Fabricated f;
  for (const auto* problem : {"p", "q"}) {
    f.add(problem, "a");
    f.run(1, {9, 1});
    f.add(problem, "broken");
    f.run(1, {9}, Status::failed, "no");
    f.add(problem, "shaky");
    f.run(1, {9, 2}, problem == std::string("q") ? Status::failed : Status::finished, "");
  }
  const auto comparison = compare({f.source()});
  EXPECT_THAT(comparison.experiments.at(0).conclusions,
              testing::Contains("No result, because every run failed: broken everywhere; shaky on q."));
}

TEST(Compare, RanksThatMayBeChanceAreSaidToBe) {
  const auto answer = [](int won_by_b) {
    Fabricated f;
    for (int i = 0; i < 6; ++i) {
      const auto problem = "p" + std::to_string(i);
      f.add(problem, "a");
      f.run(1, {9, i < won_by_b ? 2.0 : 1.0});
      f.add(problem, "b");
      f.run(1, {9, i < won_by_b ? 1.0 : 2.0});
    }
    return compare({f.source()}).experiments.at(0).conclusions;
  };
  EXPECT_THAT(answer(2),
              testing::Contains(HasSubstr(
                  "a has the best mean rank, 1.33; then b, 1.67: a difference that is consistent with chance")));
  EXPECT_THAT(answer(0), testing::Contains("Over all 6 problems a has the best mean rank, 1; then b, 2."));
}

TEST(Compare, LevelRatesAndRanksHaveNoBest) {
  Fabricated f;
  for (const std::string problem : {"p", "q", "r", "s", "t", "u"})
    for (const std::string optimizer : {"a", "b"}) {
      f.add(problem, optimizer);
      f.run(1, {9, (problem < "s") == (optimizer == "a") ? 1.0 : 2.0});
    }
  EXPECT_THAT(compare({f.source()}).experiments.at(0).conclusions,
              testing::Contains("Over all 6 problems a and b are tied for the best mean rank, 1.5."));

  Fabricated rates;
  for (const double rate : {0.1, 0.2, 0.3}) {
    auto& c = rates.add("p", "a " + std::to_string(rate));
    c.optimizer.name = c.optimizer.family = "a";
    c.optimizer.learning_rate->initial = rate;
    rates.run(1, {9, rate < 0.25 ? 1.0 : 2.0});
  }
  EXPECT_THAT(
      only_problem(rates).conclusions,
      testing::Contains(HasSubstr(
          "Of the 3 learning rates tried for a, 2 have the same lowest median final loss, the lowest of them 0.1")));
}

TEST(Compare, FailedRunsCountAndAreReported) {
  Fabricated f;
  f.add("p", "a");
  f.run(1, {9, 1});
  f.run(2, {9}, Status::failed, "plugin said no").output = "boom\n";
  f.plan_run(3);
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[0].measures[0].final.count, 2U);
  EXPECT_EQ(p.runs.planned, 3U);
  EXPECT_EQ(p.runs.failed, 1U);
  EXPECT_EQ(p.runs.missing, 1U);
  ASSERT_EQ(p.failure_groups.size(), 1U);
  EXPECT_EQ(p.failure_groups[0].status, "failed");
  EXPECT_EQ(p.failure_groups[0].output, "boom\n");
  EXPECT_EQ(p.failure_groups[0].run, f.plan.runs.at(1).id.text());
}

TEST(Compare, AnOptimizerWithoutResultsIsLastAndHasNoRank) {
  Fabricated f;
  f.add("p", "broken");
  f.run(1, {9}, Status::failed, "no");
  f.add("p", "fine");
  f.run(1, {9, 1});
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[1].label, "broken");
  EXPECT_EQ(p.optimizers[1].rank, 0);
  EXPECT_EQ(p.optimizers[0].rank, 1);
}

TEST(Compare, SkippedRunsAreNoFailuresAndTellWhy) {
  Fabricated f;
  f.add("p", "picky");
  for (const auto seed : {1U, 2U}) f.run(seed, {9}, Status::skipped, "needs 3 variables").points.clear();
  f.add("p", "fine");
  for (const auto seed : {1U, 2U}) f.run(seed, {9, 1});
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[1].label, "picky");
  EXPECT_EQ(p.optimizers[1].rank, 0);
  EXPECT_EQ(p.runs.skipped, 2U);
  EXPECT_EQ(p.runs.failed, 0U);
  EXPECT_EQ(p.runs.missing, 0U);
  ASSERT_EQ(p.failure_groups.size(), 1U);
  EXPECT_EQ(p.failure_groups[0].status, "skipped");
  EXPECT_EQ(p.failure_groups[0].reason, "needs 3 variables");
  EXPECT_THAT(p.conclusions, testing::Contains("Skipped, for the reasons given below: picky."));
}

TEST(Compare, RanksByStepsWhereRunsStopAtAGoal) {
  Fabricated f;
  for (const auto& [name, steps] : {std::pair{"slow", 30}, {"quick", 10}}) {
    f.add("p", name).stop.distance = 1e-3;
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
      f.run(seed, {9, 1}, Status::target, "within 0.001 of a minimizer").steps = std::uint64_t(steps) + seed;
  }
  f.add("p", "never").stop.distance = 1e-3;
  add_runs(f, 0.5, 0);
  const auto p = only_problem(f);
  EXPECT_EQ(p.score, Score::stop);
  EXPECT_EQ(p.stop, "within 0.001 of a minimizer");
  EXPECT_EQ(p.optimizers[0].label, "quick");
  EXPECT_EQ(p.optimizers[0].stop.steps.median, 15.5);
  EXPECT_TRUE(p.optimizers[0].best);
  EXPECT_EQ(p.optimizers[2].label, "never");
  EXPECT_EQ(p.optimizers[2].stop.reached, 0U);
  EXPECT_EQ(p.optimizers[2].stop.runs, 10U);
}

// One success in 21 runs does not make steps the score.
TEST(Compare, SaysThatTheGoalWasReachedTooRarelyToRankByIt) {
  Fabricated f;
  for (const auto* name : {"a", "b"}) {
    f.add("p", name).stop.distance = 1e-3;
    add_runs(f, 1, 0.1);
  }
  f.run(11, {9, 1}, Status::target, "within 0.001 of a minimizer");
  const auto p = only_problem(f);
  EXPECT_EQ(p.score, Score::final);
  EXPECT_THAT(p.conclusions, testing::Contains("Only 1 of 21 runs were within 0.001 of a minimizer, so ranks go by the "
                                               "final loss."));
}

/// Runs of which the first `reached` reach the goal in so many steps; the budget is 100.
void add_arrivals(Fabricated& f, const char* name, std::uint64_t reached, std::uint64_t steps) {
  f.add("p", name).stop.distance = 1e-3;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    auto& run = f.run(seed, {9, 1}, seed <= reached ? Status::target : Status::finished, "");
    run.steps = seed <= reached ? steps : 100;
  }
}

TEST(Compare, MediansOfAGoalCountTheRunsThatNeverReachedIt) {
  Fabricated f;
  add_arrivals(f, "lucky", 4, 3);
  add_arrivals(f, "steady", 10, 90);
  add_arrivals(f, "luckier", 4, 2);
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[0].label, "steady");
  EXPECT_EQ(p.optimizers[1].label, "luckier") << "never in the median, but at the lower expected cost";
  EXPECT_EQ(p.optimizers[1].score.median, infinity);
  EXPECT_EQ(p.optimizers[1].expected_cost, (4 * 2 + 6 * 100) / 4.0);
  EXPECT_EQ(p.optimizers[2].rank, 3);
  EXPECT_THAT(p.conclusions[0], HasSubstr("luckier, never (4 of 10; expected 152 steps)"));
}

TEST(Compare, RanksGoByWhatTheBudgetCounts) {
  Fabricated f;
  for (const auto& [name, steps, a_step] : {std::tuple{"few", 34U, 2U}, {"many", 30U, 20U}}) {
    auto& c = f.add("p", name);
    c.stop.distance = 1e-3;
    c.budget = {.evaluations = 10'000};
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      auto& run = f.run(seed, {9, 1}, Status::target, "");
      run.steps = steps + seed;
      run.evaluations = a_step * run.steps;
    }
  }
  const auto p = only_problem(f);
  EXPECT_EQ(p.unit, Unit::evaluations);
  EXPECT_EQ(p.optimizers[0].label, "few");
  EXPECT_EQ(p.optimizers[0].score.median, 79);
  EXPECT_TRUE(p.optimizers[0].best);
  EXPECT_THAT(p.conclusions[0], HasSubstr("needed the fewest evaluations"));
}

TEST(Compare, SaysThatStepsDifferInCostWhereBudgetsCountSteps) {
  Fabricated f;
  f.add("p", "a");
  f.run(1, {9, 2, 1});
  f.add("p", "b");
  f.run(1, {9, 2, 1}).evaluations = 40;
  EXPECT_THAT(
      only_problem(f).conclusions,
      testing::Contains("Budgets count steps, but steps differ in cost: from 1 evaluations per step (a) to 20 (b)."));
}

TEST(Compare, DifferencesThatDoNotMatterAreEquivalent) {
  Fabricated f;
  f.add("p", "a");
  add_runs(f, 1, 0.1);
  f.add("p", "b");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {10 + double(seed), (1 + 0.1 * double(seed)) * 1.001});
  auto p = only_problem(f);
  EXPECT_FALSE(p.optimizers[0].best);
  EXPECT_TRUE(p.optimizers[1].against_best.equivalent);
  EXPECT_THAT(p.conclusions[0], HasSubstr("equivalent to it (within 1 %): b"));
  f.plan.experiments[0].equivalence["loss"] = 0.0001;
  p = only_problem(f);
  EXPECT_TRUE(p.optimizers[0].best);
}

TEST(Compare, WhatIsBelowTheFloorIsEqual) {
  Fabricated f;
  for (const auto& [name, loss] : {std::pair{"a", 9.4e-25}, {"b", 1.2e-24}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {774, loss * double(seed)});
  }
  const auto p = only_problem(f);
  EXPECT_FALSE(p.optimizers[0].best);
  EXPECT_EQ(p.optimizers[1].rank, 1.5);
}

TEST(Compare, CrashesAreTheWorstResults) {
  Fabricated f;
  f.add("p", "fragile");
  for (std::uint64_t seed = 1; seed <= 16; ++seed)
    f.run(seed, {9, 0.05}, seed < 16 ? Status::failed : Status::finished, "");
  f.add("p", "sound");
  for (std::uint64_t seed = 1; seed <= 16; ++seed) f.run(seed, {9, 1 + 0.01 * double(seed)});
  const auto e = compare({f.source()}).experiments.at(0);
  EXPECT_EQ(e.problems[0].optimizers[0].label, "sound");
  EXPECT_EQ(e.problems[0].optimizers[1].score.median, infinity);
  EXPECT_THAT(e.conclusions, testing::Contains("Failed runs, which count as the worst: fragile (15 of 16 runs)."));
}

TEST(Compare, RanksGoByTheSeedsThatAllHave) {
  Fabricated f;
  f.add("p", "a");
  for (const std::uint64_t seed : {1U, 2U, 3U}) f.run(seed, {9, 1});
  f.add("p", "b");
  for (const std::uint64_t seed : {3U, 4U, 5U}) f.run(seed, {9, seed == 3 ? 2.0 : 0.1});
  const auto p = only_problem(f);
  EXPECT_EQ(p.optimizers[0].label, "a");
  EXPECT_EQ(p.ranked_seeds, 1U);
  EXPECT_THAT(p.conclusions, testing::Contains("Ranks go by the 1 seed that all optimizers have, of 5."));
}

TEST(Compare, LabelsThatAgreeInTheirFirstBytesAreDifferentOptimizers) {
  Fabricated f;
  const std::string same(250, 'x');
  for (const auto* problem : {"p", "q"}) {
    f.add(problem, same + "1");
    f.run(1, {9, 1});
    f.add(problem, same + "2");
    f.run(1, {9, 2});
  }
  const auto e = compare({f.source()}).experiments.at(0);
  ASSERT_EQ(e.ranking.optimizers.size(), 2U);
  EXPECT_EQ(e.ranking.optimizers[0].mean_rank, 1);
  EXPECT_NE(e.ranking.optimizers[0].label, e.ranking.optimizers[1].label);
}

TEST(Compare, SaysAtWhichRatesRunsDiverged) {
  Fabricated f;
  for (const double rate : {0.001, 0.01, 0.1, 1.0}) {
    auto& c = f.add("p", "sgd");
    c.optimizer.label = "sgd " + std::to_string(rate);
    c.optimizer.learning_rate->initial = rate;
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
      f.run(seed, {9, 1 - rate / 2}, rate == 1 || (rate == 0.001 && seed == 1) ? Status::diverged : Status::finished,
            "");
  }
  EXPECT_THAT(only_problem(f).conclusions,
              testing::Contains(HasSubstr("runs diverged at 0.001 (1 of 10); every run diverged at 1.")));
}

TEST(Compare, MediansOfAccuraciesWhereHalfDivergedAreTheWorst) {
  Fabricated f;
  f.info["p"].metrics = {"test_accuracy"};
  f.add("p", "a");
  f.run(1, {9, 1}).metrics = {0.1, 0.9};
  f.run(2, {9, 1}, Status::diverged, "").metrics = {0.1, 0.9};
  EXPECT_EQ(only_problem(f).optimizers[0].measures[1].final.median, -infinity);
}

TEST(Compare, CountsWhoReachedATarget) {
  Fabricated f;
  f.add("p", "a").targets = {1, 0.1};
  f.run(1, {9, 0.5}).targets = {{.target = 1, .reached = true, .step = 4, .evaluations = 8, .examples = 12},
                                {.target = 0.1}};
  f.run(2, {9, 0.5}).targets = {{.target = 1, .reached = true, .step = 6, .evaluations = 12, .examples = 18},
                                {.target = 0.1}};
  f.run(3, {9, 5}).targets = {{.target = 1}, {.target = 0.1}};
  const auto p = only_problem(f);
  const auto& t = p.optimizers[0].targets;
  ASSERT_EQ(t.size(), 2U);
  EXPECT_EQ(t[0].reached, 2U);
  EXPECT_EQ(t[0].runs, 3U);
  EXPECT_EQ(t[0].steps.median, 5);
  EXPECT_EQ(t[0].evaluations.median, 10);
  EXPECT_EQ(t[1].reached, 0U);
}

TEST(Compare, CountsTheMinimaWhereRunsEnded) {
  Fabricated f;
  f.info["p"].minimizers = {{-1, 0}, {1, 0}};
  f.add("p", "a");
  f.run(1, {9, 1}).minimizer = 0;
  f.run(2, {9, 1}).minimizer = 1;
  f.run(3, {9, 1}).minimizer = 1;
  f.run(4, {9, 1}, Status::diverged, "").minimizer = 0;
  const auto p = only_problem(f);
  EXPECT_THAT(p.optimizers[0].minima, ElementsAre(1, 2));
}

TEST(Compare, SaysWhetherTheBestInTrainingIsTheBestInTests) {
  Fabricated f;
  f.info["p"].metrics = {"test_loss", "test_accuracy"};
  f.add("p", "memorizer");
  f.run(1, {9, 0.1}).metrics = {9, 0.1, 3, 0.9};
  f.add("p", "learner");
  f.run(1, {9, 0.2}).metrics = {9, 0.1, 1, 0.8};
  const auto p = only_problem(f);
  EXPECT_EQ(result(p, "memorizer").measures[0].rank, 1);
  EXPECT_EQ(result(p, "memorizer").measures[1].rank, 2);
  EXPECT_EQ(result(p, "memorizer").measures[2].rank, 1);
  EXPECT_EQ(result(p, "learner").measures[1].final.median, 1);
  EXPECT_THAT(p.conclusions, testing::Contains(HasSubstr(
                                 "In test loss, learner has the best median, but is not statistically distinguishable "
                                 "from memorizer")));
}

TEST(Compare, DrawsFinalLossAgainstThreeOrMoreLearningRates) {
  Fabricated f;
  for (const double rate : {1.0, 0.01, 0.1}) {
    auto& c = f.add("p", "sgd");
    c.optimizer.label = "sgd " + std::to_string(rate);
    c.optimizer.learning_rate->initial = rate;
    f.run(1, {9, rate == 1 ? 5 : rate}, rate == 1 ? Status::diverged : Status::finished, "");
  }
  f.add("p", "adam");
  f.run(1, {9, 1});
  const auto p = only_problem(f);
  ASSERT_EQ(p.rate_curves.size(), 1U);
  const auto& points = p.rate_curves[0].points;
  EXPECT_EQ(p.rate_curves[0].name, "sgd");
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].learning_rate, 0.01);
  EXPECT_EQ(points[0].final.median, 0.01);
  EXPECT_EQ(points[2].final.median, infinity);
  EXPECT_EQ(points[2].diverged, 1U);
}

TEST(Compare, PutsMeasuredVarianceBesideTheTheory) {
  Fabricated f;
  f.info["p"].examples = 100;
  for (const std::uint64_t size : {16U, 4U}) {
    f.add("p", "sgd " + std::to_string(size)).batch = {.sampling = suite::Sampling::replacement, .size = size};
    const double theory = 16 / double(size);
    f.run(1, {9, 1}).variance = {.measured = 1.1 * theory, .theory = theory};
    f.run(2, {9, 1}).variance = {.measured = 0.9 * theory, .theory = theory};
  }
  const auto p = only_problem(f);
  ASSERT_EQ(p.variance.size(), 2U);
  EXPECT_EQ(p.variance[0].batch, "4 replacement");
  EXPECT_DOUBLE_EQ(p.variance[0].measured, 4);
  EXPECT_DOUBLE_EQ(p.variance[0].theory, 4);
  EXPECT_NEAR(p.variance[0].largest_deviation, 0.1, 1e-15);
}

TEST(Compare, DrawsCurvesOverEpochsWhereBatchesDiffer) {
  Fabricated f;
  f.info["p"].examples = 100;
  f.add("p", "full");
  f.run(1, {9, 1});
  const auto same = only_problem(f);
  EXPECT_TRUE(same.optimizers[0].measures[0].by_epochs.x.empty());
  f.add("p", "small").batch = {.sampling = suite::Sampling::shuffled, .size = 10};
  f.run(1, {9, 1});
  const auto p = only_problem(f);
  EXPECT_THAT(result(p, "full").measures[0].by_epochs.x, ElementsAre(0, 1));
  EXPECT_THAT(result(p, "small").measures[0].by_epochs.x, ElementsAre(0, 0.1));
}

TEST(Compare, GivesMeanRanksOverTheProblemsOfAnExperiment) {
  Fabricated f;
  for (const auto& [problem, a, b, c] : {std::tuple{"p", 1.0, 2.0, 3.0}, {"q", 1.0, 3.0, 2.0}})
    for (const auto& [name, base] : {std::pair{"c", c}, {"b", b}, {"a", a}}) {
      f.add(problem, name);
      add_runs(f, base, 0.01);
    }
  const auto comparison = compare({f.source()});
  const auto& ranking = comparison.experiments[0].ranking;
  EXPECT_EQ(ranking.problems, 2U);
  ASSERT_EQ(ranking.optimizers.size(), 3U);
  EXPECT_EQ(ranking.optimizers[0].label, "a");
  EXPECT_EQ(ranking.optimizers[0].mean_rank, 1);
  EXPECT_EQ(ranking.optimizers[0].wins, 2U);
  EXPECT_EQ(ranking.optimizers[1].mean_rank, 2.5);
  EXPECT_TRUE(comparison.ranking.optimizers.empty()) << "one experiment needs no ranking over experiments";
}

TEST(Compare, TheSameOptimizerHasTheSameColorEverywhereAndOthersInItsChartsHaveAnother) {
  Fabricated f;
  f.plan.experiments.push_back({.name = "two", .about = ""});
  for (const auto* name : {"a", "b", "c"}) f.add("p", name, 0), f.run(1, {9, 1});
  for (const auto* name : {"d", "c", "a"}) f.add("q", name, 1), f.run(1, {9, 1});
  f.add("q", "c", 1).optimizer.label = "c again";
  const auto comparison = compare({f.source()});
  const auto& p = comparison.experiments[0].problems[0];
  const auto& q = comparison.experiments[1].problems[0];
  for (const auto* name : {"a", "c"}) EXPECT_EQ(result(p, name).style.color, result(q, name).style.color);
  EXPECT_NE(result(p, "a").style.color, result(p, "b").style.color);
  EXPECT_NE(result(q, "d").style.color, result(q, "a").style.color);
  EXPECT_NE(result(q, "d").style.color, result(q, "c").style.color);
  EXPECT_EQ(result(q, "c again").style.color, result(q, "c").style.color);
  EXPECT_NE(result(q, "c again").style.dash, result(q, "c").style.dash);
}

TEST(Compare, SaysHowItWasRun) {
  Fabricated f;
  f.provenance = {{"command", "slalom run a.yaml"}, {"machine", {{"cpu", "x"}, {"cores", 2}}}};
  f.add("p", "a");
  f.run(1, {9, 1});
  const auto comparison = compare({f.source()});
  EXPECT_EQ(comparison.title, "fabricated");
  ASSERT_EQ(comparison.suites.size(), 1U);
  EXPECT_EQ(comparison.suites[0].command, "slalom run a.yaml");
  std::vector<std::string> info;
  for (const auto& fact : comparison.suites[0].provenance) info.push_back(fact.name + "=" + fact.value);
  EXPECT_THAT(info, ElementsAre("command=slalom run a.yaml", "machine.cores=2", "machine.cpu=x"));
}

TEST(Compare, WritesJsonWithNullForNumbersThatAreNotFinite) {
  Fabricated f;
  f.add("p", "a");
  f.run(1, {9, 1}, Status::diverged, "\xff");
  const auto json = Json::parse(to_json(compare({f.source()})).dump());
  EXPECT_EQ(json["report_format"], 2);
  const auto& o = json["experiments"][0]["problems"][0]["optimizers"][0];
  EXPECT_EQ(o["label"], "a");
  EXPECT_EQ(o["measures"][0]["final"]["count"], 1);
  EXPECT_TRUE(o["measures"][0]["final"]["median"].is_null());
  EXPECT_EQ(json["experiments"][0]["problems"][0]["score"], "final");
}

TEST(Compare, OnlyRunsThatCameToAHigherMinimumAreSaidToHaveEndedThere) {
  const auto ended = [](std::vector<std::vector<double>> minimizers, double distance) {
    Fabricated f;
    f.info["p"].minimum = 0;
    f.info["p"].minimizers = std::move(minimizers);
    for (const auto& [name, loss] : {std::pair{"a", 4.0}, {"b", 5.0}}) {
      f.add("p", name);
      for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        auto& run = f.run(seed, {9, loss + 0.01 * static_cast<double>(seed)});
        run.minimizer = 0;
        run.distance = distance;
      }
    }
    return compare({f.source()}).experiments[0].problems[0].conclusions;
  };
  EXPECT_THAT(ended({{1, 1}}, 2).front(), Not(HasSubstr("which is not the lowest minimum"))) << "the only one is";
  EXPECT_THAT(ended({{1, 1}, {3, 1}}, 0.5).front(), Not(HasSubstr("which is not"))) << "still on the way";
  EXPECT_THAT(ended({{1, 1}, {3, 1}}, 0.01).front(),
              HasSubstr("6 of its 6 runs ended at (1, 1), which is not the lowest"));
  EXPECT_THAT(ended({{1, 1}, {3, 1}}, 0.5), testing::Contains("All runs of a and b ended nearest the minimum (1, 1)."));
}

TEST(Compare, MediansOfResultsThatAreAllNearlyNothingAreEqual) {
  Fabricated f;
  f.info["p"].minimum = 0;
  for (const auto& [name, higher] : {std::pair{"a", 1}, {"b", 5}}) {
    f.add("p", name);
    for (int seed = 1; seed <= 5; ++seed)
      f.run(static_cast<std::uint64_t>(seed), {10.0 * seed, seed == higher ? 5.0 : 1e-20 * seed});
  }
  const auto p = compare({f.source()}).experiments[0].problems[0];
  EXPECT_EQ(p.optimizers[0].rank, 1.5) << "whatever the starts were of the seeds that ended higher";
}

TEST(Compare, LevelsAreSaidInFullAndIntervalsClaimNoMoreThanResamplesShow) {
  Fabricated f;
  for (const auto* name : {"a", "b"}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
      f.run(seed, {99, (name[0] == 'a' ? 1 : 1.2) + 0.1 * static_cast<double>(seed * seed % 7)});
  }
  const auto at = [&](double alpha) {
    return compare({f.source()}, {.alpha = alpha, .baseline = {}}).experiments[0].problems[0];
  };
  EXPECT_THAT(at(0.9999).conclusions.front(), HasSubstr("level 0.9999"));
  const auto strict = at(1e-12).optimizers[1].against_best.ratio.interval;
  const auto most = at(0.005).optimizers[1].against_best.ratio.interval;
  EXPECT_EQ(strict.low, most.low);
  EXPECT_EQ(strict.high, most.high);
}

TEST(Compare, SeedsThatDidNotShowADifferenceAreNotSaidToSuffice) {
  Fabricated f;
  for (const auto* name : {"a", "b"}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 14; ++seed)
      f.run(seed, {9e5, name[0] == 'a' ? 1 : seed <= 8 ? 1000.0 + static_cast<double>(seed) : 1e-3});
  }
  const auto p = compare({f.source()}).experiments[0].problems[0];
  ASSERT_EQ(p.optimizers[1].label, "b");
  EXPECT_FALSE(p.optimizers[1].against_best.significant);
  EXPECT_EQ(p.optimizers[1].seeds_needed, 0U);
  EXPECT_THAT(p.conclusions.front(), Not(HasSubstr("would show")));
}

/// A case that differs from others of this function in the learning rate alone.
void add_rate(Fabricated& f, double rate) {
  auto& c = f.add("p", "sgd");
  c.optimizer.label = "sgd " + std::to_string(rate);
  c.optimizer.learning_rate->initial = rate;
}

TEST(Compare, CrashesAreTheWorstInEveryNumber) {
  Fabricated f;
  for (const double rate : {0.001, 0.01, 0.1}) {
    add_rate(f, rate);
    f.plan.cases.back().targets = {0.5};
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      auto& run = f.run(seed, {9, 1 - 5 * rate}, rate == 0.1 && seed > 1 ? Status::failed : Status::finished, "");
      run.targets = {{.target = 0.5, .reached = rate == 0.1}};
    }
  }
  const auto p = only_problem(f);
  EXPECT_THAT(p.conclusions, testing::Contains(HasSubstr("rate 0.01 has the lowest median final loss.")));
  const auto& fragile = p.optimizers[2];
  EXPECT_EQ(fragile.label, "sgd 0.100000");
  EXPECT_EQ(fragile.measures[0].final.count, 10U);
  EXPECT_EQ(fragile.measures[0].final.median, infinity);
  EXPECT_EQ(fragile.measures[0].interquartile_mean.value, infinity);
  EXPECT_EQ(fragile.targets[0].reached, 1U);
  EXPECT_EQ(fragile.targets[0].runs, 10U);
  EXPECT_EQ(std::ranges::count(fragile.speed.scores, 0), 9);
  EXPECT_LT(fragile.anytime.value, p.optimizers[0].anytime.value);
}

TEST(Compare, ARateAtWhichEveryRunFailedHidesNotTheOthers) {
  Fabricated f;
  for (const double rate : {0.001, 0.01, 0.1}) {
    add_rate(f, rate);
    f.run(1, {9, 1 - rate}, rate == 0.001 ? Status::failed : Status::finished, "");
  }
  const auto p = only_problem(f);
  EXPECT_THAT(p.conclusions, testing::Contains(HasSubstr("rate 0.1 has the lowest median final loss")));
  EXPECT_EQ(p.rate_curves.at(0).acceptable_max, 0.1);
}

TEST(Compare, AMetricThatBecomesNoNumberIsTheWorst) {
  Fabricated f;
  f.info["p"].metrics = {"test_loss", "unmeasured"};
  for (const auto* name : {"steady", "vanishing"}) {
    f.add("p", name);
    const bool steady = name == std::string("steady");
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
      f.run(seed, {9, steady ? 1.0 : 2.0}).metrics = {9, unknown, steady ? 0.5 : seed < 4 ? 0.1 : unknown, unknown};
  }
  const auto p = only_problem(f);
  EXPECT_EQ(result(p, "steady").measures[1].rank, 1);
  EXPECT_EQ(result(p, "vanishing").measures[1].ranked_median, infinity);
  EXPECT_EQ(result(p, "vanishing").measures[2].rank, 0) << "it was never measured";
}

TEST(Compare, MetricsAreShownOverTheSeedsThatRanksGoBy) {
  Fabricated f;
  f.info["p"].metrics = {"test_accuracy"};
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 1}).metrics = {0.1, 0.75};
  f.add("p", "b");
  for (std::uint64_t seed = 3; seed <= 9; ++seed) f.run(seed, {9, 2}).metrics = {0.1, seed == 3 ? 0.5 : 0.9};
  const auto p = only_problem(f);
  EXPECT_EQ(result(p, "b").measures[1].ranked_median, 0.5);
  EXPECT_THAT(p.conclusions,
              testing::Contains("a has the lowest median training loss and the best median test accuracy "
                                "(0.75); in the latter it is not significantly better than each of the "
                                "others (level 0.05)."));
}

TEST(Compare, TheLowestExpectedCostIsHedgedToo) {
  Fabricated f;
  add_arrivals(f, "a", 4, 10);
  add_arrivals(f, "b", 3, 10);
  const auto two = only_problem(f);
  EXPECT_THAT(two.conclusions[0],
              HasSubstr("a has the lowest expected cost: 160 steps (4 of 10 runs arrived); not statistically "
                        "distinguishable from it at level 0.05: b"));
  add_arrivals(f, "c", 4, 10);
  EXPECT_THAT(only_problem(f).conclusions[0],
              HasSubstr("; a and c have the same lowest expected cost: 160 steps (4 of 10 runs arrived)."));
}

TEST(Compare, ArrivalsWithOtherSeedsDoNotMakeTheGoalTheScore) {
  Fabricated f;
  f.add("p", "a").stop.distance = 1e-3;
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    f.run(seed, {9, 1}, seed > 10 ? Status::target : Status::finished, "");
  f.add("p", "b").stop.distance = 1e-3;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) f.run(seed, {9, 2});
  const auto p = only_problem(f);
  EXPECT_EQ(p.score, Score::final);
  EXPECT_EQ(p.optimizers[0].label, "a");
}

TEST(Compare, SentencesAreTrueOfOneAndOfTwo) {
  Fabricated f;
  add_arrivals(f, "a", 10, 1);
  add_arrivals(f, "b", 10, 1);
  EXPECT_EQ(only_problem(f).conclusions[0], "a and b are tied for best (median: 1 step).");
  Fabricated broken;
  for (const auto& [name, status] : {std::pair{"a", Status::diverged}, {"b", Status::failed}}) {
    broken.add("p", name);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) broken.run(seed, {9, 1}, seed > 1 ? status : Status::diverged, "");
  }
  EXPECT_THAT(only_problem(broken).conclusions,
              testing::IsSupersetOf({"In the median over seeds every optimizer diverged or failed.",
                                     "4 runs failed, for the reasons given below."}));
}

TEST(Compare, LossesAsNearToZeroAsRoundOffAreEqual) {
  Fabricated f;
  f.info["p"].minimum = 0;
  for (const auto& [name, loss] : {std::pair{"above", 1e-16}, {"below", -1e-17}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {9, loss * static_cast<double>(seed)});
  }
  const auto p = only_problem(f);
  EXPECT_EQ(p.conclusions, std::vector<std::string>{"above and below are tied for best (median: 5.5e-16)."});
}

TEST(Compare, MeanRanksNameWhatTheyLeaveOut) {
  Fabricated f;
  for (int i = 0; i < 7; ++i) {
    const auto problem = "p" + std::to_string(i);
    for (const auto& [name, loss] : {std::pair{"a", 1.0}, {"b", 2.0}, {"broken", 3.0}}) {
      f.add(problem, name);
      f.run(1, {9, loss}, i == 0 || name == std::string("broken") ? Status::failed : Status::finished, "");
    }
  }
  f.add("p1", "once");
  f.run(1, {9, 5});
  const auto e = compare({f.source()}).experiments.at(0);
  EXPECT_EQ(e.ranking.problems, 6U);
  EXPECT_THAT(e.conclusions,
              testing::Contains("Over 6 problems, of the 2 optimizers that have results on each of them, a "
                                "has the best mean rank, 1; then b, 2."));
  EXPECT_THAT(e.ranking.test.warnings,
              ElementsAre("The mean ranks leave out what has no ranks: p0.",
                          "broken is not in the mean ranks: it has no result on any problem that has ranks.",
                          "once is not in the mean ranks: it has no result on p2, p3, p4 and 2 others."));
}

TEST(Compare, EqualRanksEverywhereAreNotBlamedOnTheNumberOfProblems) {
  Fabricated f;
  for (int i = 0; i < 6; ++i)
    for (const auto* name : {"a", "b", "c"}) {
      f.add("p" + std::to_string(i), name);
      f.run(1, {9, 1});
    }
  EXPECT_THAT(compare({f.source()}).experiments.at(0).ranking.test.warnings,
              ElementsAre("All have the same mean rank."));
}

TEST(Compare, AStopThatNoRunCanReachIsSaidToBeNone) {
  Fabricated f;
  f.add("p", "a").stop.gap = 0.1;
  f.run(1, {9, 2});
  f.info["p"].minimum = unknown;
  const auto comparison = compare({f.source()});
  EXPECT_EQ(comparison.experiments.at(0).problems.at(0).stop, "");
  EXPECT_THAT(comparison.notes, testing::Contains(HasSubstr("On p no run can stop by its gap")));
  f.info["p"].minimum = 0;
  EXPECT_THAT(compare({f.source()}).notes, testing::Not(testing::Contains(HasSubstr("no run can stop"))));
}

}  // namespace
}  // namespace slalom::statistics
