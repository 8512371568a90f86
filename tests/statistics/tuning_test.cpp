// Expected best trials, and rankings that depend on the effort.
#include "statistics/tuning.hpp"
#include "statistics/compare.hpp"
#include "tuned.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

namespace slalom::statistics {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// By enumeration of all subsets of n of the values.
double best_of_all_subsets(const std::vector<double>& values, std::size_t n) {
  std::vector<int> chosen(values.size());
  std::fill_n(chosen.begin(), n, 1);
  double sum = 0, count = 0;
  do {
    double best = INFINITY;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (chosen[i] == 1) best = std::min(best, values[i]);
    sum += best;
    ++count;
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return sum / count;
}

TEST(ExpectedBest, IsTheMeanOverAllSubsets) {
  for (std::vector<double> values : {std::vector<double>{3}, {1, 2}, {0.5, 7, 7, 9}, {-3, 0, 1, 4, 100, 1e6, 1e7}})
    for (std::size_t n = 1; n <= values.size(); ++n)
      EXPECT_NEAR(expected_best(values, n), best_of_all_subsets(values, n), 1e-12 * 1e7) << values.size() << " " << n;
}

// Order statistics of a uniform sample: the expected smallest of n out of 1 … N is (N + 1) / (n + 1).
TEST(ExpectedBest, OfUniformNumbers) {
  std::vector<double> values(999);
  std::iota(values.begin(), values.end(), 1);
  for (const std::size_t n : {1, 2, 5, 10, 99, 999})
    EXPECT_NEAR(expected_best(values, n), 1000.0 / static_cast<double>(n + 1), 1e-9);
}

TEST(Tuning, ShowsWhatEffortGives) {
  Fabricated f;
  add_tuned(f, "p", "a", 8, {{0.001, 4}, {0.01, 2}, {0.1, 1}, {0.5, 0, run::Status::diverged}});
  // The diverged trial has no loss that counts.
  f.plan.cases[0].trial->index = 2;
  const auto comparison = compare({f.source()});
  const auto& tuning = comparison.experiments.at(0).problems.at(0).tuning;
  EXPECT_EQ(tuning.on, "final loss");
  EXPECT_EQ(tuning.effort, "4 trials by random search, 1 seed each");
  ASSERT_EQ(tuning.optimizers.size(), 1);
  const auto& o = tuning.optimizers[0];
  EXPECT_EQ(o.untuned, 8);
  EXPECT_EQ(o.diverged, 1);
  EXPECT_EQ(o.failed, 0);
  // Diverged counts as the start, 10: of 1, 2, 4, 10.
  EXPECT_THAT(o.expected.x, ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(o.expected.median, ElementsAre(DoubleNear(17.0 / 4, 1e-12), DoubleNear((3 * 1 + 2 * 2 + 4) / 6.0, 1e-12),
                                             DoubleNear((3 * 1 + 2) / 4.0, 1e-12), DoubleNear(1, 1e-12)));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_LE(o.expected.lower[i], o.expected.median[i]);
    EXPECT_GE(o.expected.upper[i], o.expected.median[i]);
  }
  // 90 % of the decrease from 10 to 1 is down to 1.9.
  EXPECT_EQ(o.good_decades, 0);
  EXPECT_THAT(o.warnings, IsEmpty());
}

TEST(Tuning, MeasuresTheGoodRegion) {
  Fabricated f;
  add_tuned(f, "p", "a", 8, {{0.001, 1.8}, {0.01, 1}, {0.1, 1.5}, {0.5, 9}});
  EXPECT_NEAR(compare({f.source()}).experiments[0].problems[0].tuning.optimizers[0].good_decades, 2, 1e-12);
}

TEST(Tuning, WarnsWhereTheBestLiesAtTheEdge) {
  const auto warnings = [](double best) {
    Fabricated f;
    add_tuned(f, "p", "a", 8, {{0.01, 4}, {best, 1}});
    return compare({f.source()}).experiments[0].problems[0].tuning.optimizers[0].warnings;
  };
  EXPECT_THAT(warnings(0.1), IsEmpty());
  EXPECT_THAT(warnings(0.9), ElementsAre(HasSubstr("The best learning_rate of a is 0.9, at the upper edge of what was "
                                                   "searched, [0.0001, 1]: try range: [0.0001, 100].")));
  EXPECT_THAT(warnings(1.1e-4), ElementsAre(HasSubstr("at the lower edge of what was searched, [0.0001, 1]: try range: "
                                                      "[1e-6, 1]")));
}

// a is better with its defaults, b once both may be tuned.
TEST(Tuning, FlipsARanking) {
  Fabricated f;
  for (const auto* problem : {"p", "q"}) {
    add_tuned(f, problem, "a", 2, {{0.01, 3}, {0.1, 3}, {0.2, 3}, {0.3, 3}, {0.4, 2}});
    add_tuned(f, problem, "b", 5, {{0.01, 9}, {0.1, 9}, {0.2, 9}, {0.3, 1}, {0.4, 1}});
  }
  const auto comparison = compare({f.source()});
  const auto& effort = comparison.experiments.at(0).effort;
  EXPECT_EQ(effort.problems, 2);
  EXPECT_THAT(effort.efforts, ElementsAre("untuned", "1 trial", "2 trials", "5 trials"));
  ASSERT_EQ(effort.optimizers.size(), 2);
  EXPECT_EQ(effort.optimizers[0].label, "b");
  EXPECT_THAT(effort.optimizers[0].mean_ranks, ElementsAre(2, 2, 2, 1));
  EXPECT_EQ(effort.optimizers[1].label, "a");
  EXPECT_THAT(effort.optimizers[1].mean_ranks, ElementsAre(1, 1, 1, 2));
}

// One that fails has no loss at all: it must not look like a good one.
TEST(Tuning, FailedTrialsAreTheWorst) {
  Fabricated f;
  for (const auto* problem : {"p", "q"}) {
    add_tuned(f, problem, "a", 2, {{0.01, 3}, {0.1, 2}});
    add_tuned(f, problem, "broken", 9, {{0.01, 9, run::Status::failed}, {0.1, 9, run::Status::failed}});
  }
  const auto e = compare({f.source()}).experiments.at(0);
  const auto& broken = e.problems.at(0).tuning.optimizers.at(1);
  EXPECT_EQ(broken.failed, 2);
  EXPECT_THAT(broken.expected.median, ElementsAre(10, 10)) << "no better than the start";
  EXPECT_THAT(broken.warnings, ElementsAre("No trial of broken came to anything."));
  EXPECT_EQ(e.effort.optimizers.at(0).label, "a");
}

TEST(Tuning, TrialsThatNeverComeThereAreTheWorst) {
  Fabricated f;
  suite::Tuning tuning;
  tuning.on = suite::Criterion::steps_to_target;
  add_tuned(f, "p", "reaches", 2, {{0.01, 3}, {0.1, 2}}, tuning);
  add_tuned(f, "p", "dies", 2, {{0.01, 3, run::Status::diverged}, {0.1, 2, run::Status::diverged}}, tuning);
  auto source = f.source();
  const auto inner = source.record;
  source.record = [inner](const suite::RunId& id) {
    auto record = inner(id);
    if (record) {
      const bool reached = record->status == run::Status::finished;
      record->steps = reached ? 50 : 3;
      record->targets = {{.target = 1, .reached = reached, .step = 50}};
    }
    return record;
  };
  const auto tuned = compare({source}).experiments.at(0).problems.at(0).tuning;
  EXPECT_THAT(tuned.optimizers.at(0).expected.median, ElementsAre(50, 50));
  EXPECT_THAT(tuned.optimizers.at(1).expected.median, ElementsAre(100, 100)) << "all steps of the budget";
}

TEST(Tuning, UnequalEffortIsTold) {
  Fabricated f;
  add_tuned(f, "p", "a", 2, {{0.01, 3}, {0.1, 2}});
  add_tuned(f, "p", "b", 2, {{0.01, 3}, {0.1, 2}, {0.2, 2}});
  f.add("p", "plain");
  f.run(1, {10, 5});
  const auto comparison = compare({f.source()});
  EXPECT_EQ(comparison.experiments.at(0).problems.at(0).tuning.effort,
            "not the same effort for each optimizer, see the suite; with their defaults: plain");
  EXPECT_THAT(comparison.notes, ElementsAre(HasSubstr("Not all optimizers had the same effort of tuning")));
}

TEST(Tuning, ByWhatIsHeldOutIsToldSinceRanksGoByTheTrainingLoss) {
  Fabricated f;
  add_tuned(f, "p", "a", 2, {{0.01, 3}, {0.1, 2}}, {.on = suite::Criterion::validation_loss});
  f.info["p"].metrics = {"validation_loss"};
  auto source = f.source();
  const auto inner = source.record;
  source.record = [inner](const suite::RunId& id) {
    auto record = inner(id);
    if (record) record->metrics = {7, 6};
    return record;
  };
  EXPECT_THAT(compare({source}).notes, ElementsAre(HasSubstr("Settings were chosen by the validation loss")));
}

TEST(Tuning, EqualEffortNeedsNoNote) {
  Fabricated f;
  add_tuned(f, "p", "a", 2, {{0.01, 3}, {0.1, 2}});
  add_tuned(f, "p", "b", 2, {{0.01, 3}, {0.1, 2}});
  EXPECT_THAT(compare({f.source()}).notes, testing::IsEmpty());
}

TEST(Tuning, OfMergedResultsIsToldByEachAlone) {
  Fabricated f, other;
  add_tuned(f, "p", "a", 2, {{0.01, 3}, {0.1, 2}});
  other.add("p", "b");
  other.run(1, {10, 5});
  EXPECT_THAT(compare({f.source(), other.source()}).notes,
              ElementsAre("The report of each of the results says how settings were tuned."));
}

TEST(Tuning, SaysWhereDefaultsAreBetter) {
  Fabricated f;
  add_tuned(f, "p", "a", 0.5, {{0.01, 3}, {0.1, 2}});
  EXPECT_THAT(
      compare({f.source()}).experiments.at(0).problems.at(0).tuning.optimizers.at(0).warnings,
      ElementsAre(HasSubstr("No trial of a beat its default settings, which reached 0.5 (the chosen trial 2)")));
}

// As after an interruption: the reported case has no runs yet.
TEST(Tuning, AReportInTheMiddleOfItSaysWhatIsThere) {
  Fabricated f;
  f.add("p", "a").trial = {.study = 0, .index = {}, .rung = 0};
  f.plan.studies.push_back({.reported = 0,
                            .tuning = {.on = suite::Criterion::final_loss},
                            .space = {},
                            .seeds = {9},
                            .reported_seeds = {1}});
  f.add("p", "plain");
  f.run(1, {10, 5}).trajectory = {1, 2, 3, 4};
  const auto comparison = compare({f.source()});
  const auto& p = comparison.experiments.at(0).problems.at(0);
  EXPECT_TRUE(p.tuning.optimizers.empty()) << "no trial has been made";
  EXPECT_EQ(p.runs.planned, 1);
  EXPECT_THAT(comparison.notes, testing::Contains(testing::HasSubstr(
                                    "1 of 2 pairs of an optimizer and a problem is not tuned yet, and has no runs")));
}

TEST(Tuning, IsNotPartOfTheComparisonItself) {
  Fabricated f;
  add_tuned(f, "p", "a", 8, {{0.01, 2}, {0.1, 1}});
  const auto& p = compare({f.source()}).experiments.at(0).problems.at(0);
  ASSERT_EQ(p.optimizers.size(), 1);
  EXPECT_EQ(p.runs.planned, 5);
}

}  // namespace
}  // namespace slalom::statistics
