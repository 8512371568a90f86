// Several results of one suite in one report.
#include "statistics/merge.hpp"

#include "fabricated.hpp"
#include "statistics/compare.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Problem "p" with one optimizer and seeds from `first` on, whose identities are those of real runs.
Fabricated with(const std::string& optimizer, std::vector<std::uint64_t> seeds, double loss = 1) {
  Fabricated f;
  f.add("p", optimizer);
  for (const auto seed : seeds) f.run(seed, {9, loss});
  return f;
}

Source named(const std::string& name, Fabricated f) {
  const auto own = f.source();
  auto source = f.source();
  source.name = name;
  for (auto& run : source.plans[0].runs) run.id = suite::identify(f.plan.cases[run.case_index], run.seed);
  source.info = [f](const suite::Case& c) { return f.source().info(c); };
  source.record = [f, known = source.plans[0].runs](const suite::RunId& id) -> std::optional<run::RunRecord> {
    for (std::size_t i = 0; i < known.size(); ++i)
      if (known[i].id == id) return f.source().record(f.plan.runs[i].id);
    return std::nullopt;
  };
  return source;
}

ProblemComparison only_problem(const std::vector<Source>& sources) {
  const auto experiments = compare(sources).experiments;
  EXPECT_EQ(experiments.size(), 1U);
  EXPECT_EQ(experiments.at(0).problems.size(), 1U);
  return experiments.at(0).problems.at(0);
}

TEST(Merge, PutsOptimizersOfTheSameProblemIntoOneTable) {
  const std::vector sources{named("A", with("a", {1, 2, 3}, 2)), named("B", with("b", {1, 2, 3}, 1))};
  const auto problem = only_problem(sources);
  ASSERT_EQ(problem.optimizers.size(), 2U);
  EXPECT_EQ(problem.optimizers[0].label, "b");
  EXPECT_EQ(problem.runs.finished, 6U);
  EXPECT_THAT(merge(sources).notes, IsEmpty());
  EXPECT_EQ(compare(sources).suites.size(), 2U) << "each has its own provenance";
}

TEST(Merge, JoinsSeedsAndCountsTheSameRunOnce) {
  const auto problem = only_problem({named("A", with("a", {1, 2, 3})), named("B", with("a", {3, 4}))});
  EXPECT_THAT(problem.seeds, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(problem.optimizers.size(), 1U);
  EXPECT_EQ(problem.runs.planned, 4U);
}

TEST(Merge, TheSameRunsUnderTwoLabelsCountOnce) {
  auto b = with("a", {1});
  b.plan.cases[0].optimizer.label = "mine";
  const auto problem = only_problem({named("A", with("a", {1})), named("B", b)});
  ASSERT_EQ(problem.optimizers.size(), 1U);
  EXPECT_EQ(problem.optimizers[0].label, "a");
}

TEST(Merge, TakesTheResultOfARunThatFailedElsewhere) {
  Fabricated failed;
  failed.add("p", "a");
  failed.run(1, {9}, run::Status::failed, "timeout");
  const auto problem = only_problem({named("A", failed), named("B", with("a", {1}))});
  EXPECT_EQ(problem.runs.finished, 1U);
  EXPECT_EQ(problem.runs.failed, 0U);
}

TEST(Merge, NamesTheSourcesOfOptimizersThatShareNoMoreThanTheLabel) {
  auto b = with("a", {1});
  b.plan.cases[0].optimizer.settings = {{"momentum", 0.5}};
  const std::vector sources{named("A", with("a", {1})), named("B", b)};
  const auto merged = merge(sources);
  EXPECT_EQ(merged.source.plans.at(0).cases.at(0).optimizer.label, "a (A)");
  EXPECT_EQ(merged.source.plans.at(0).cases.at(1).optimizer.label, "a (B)");
  EXPECT_THAT(compare(sources).notes, ElementsAre(HasSubstr("A and B differ in the settings of a;")));
}

struct Conflict {
  const char* name;
  void (*change)(Fabricated&);
  const char* told;
};

class Conflicts : public testing::TestWithParam<Conflict> {};

TEST_P(Conflicts, AreAllToldAndNothingIsCompared) {
  auto b = with("b", {1});
  b.info["p"].examples = 5;
  auto a = with("a", {1});
  a.info["p"].examples = 5;
  GetParam().change(b);
  try {
    merge({named("A", a), named("B", b)});
    FAIL() << "nothing was thrown";
  } catch (const NotComparable& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("fabricated, one, p: "), HasSubstr(GetParam().told)));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Merge, Conflicts,
    testing::Values(
        Conflict{"problem", [](auto& f) { f.plan.cases[0].problem.name = "q"; }, "the problem is p in A, q in B"},
        Conflict{"settings",
                 [](auto& f) {
                   f.plan.cases[0].problem.settings = {{"dimension", 3}};
                 },
                 "{\"dimension\":3}"},
        Conflict{"start",
                 [](auto& f) {
                   f.plan.cases[0].problem.start = {1, 2};
                 },
                 "start is not given in A, 1, 2 in B"},
        Conflict{"precision", [](auto& f) { f.plan.cases[0].precision = suite::Precision::float32; }, "float32 in B"},
        Conflict{"budget", [](auto& f) { f.plan.cases[0].budget.steps = 7; },
                 "the budget is 100 steps in A, 7 steps in B"},
        Conflict{"goal", [](auto& f) { f.plan.cases[0].stop.gap = 0.5; }, "the goal (stop) is not given in A"},
        Conflict{"targets",
                 [](auto& f) {
                   f.plan.cases[0].targets = {0.5, 0.1};
                 },
                 "0.5, 0.1 in B"},
        Conflict{"data", [](auto& f) { f.info["p"].examples = 6; }, "5 examples in A, 2 parameters, 6 examples in B"}),
    [](const auto& conflict) { return conflict.param.name; });

TEST(Merge, LetsSuitesOfDifferentNamesStandSideBySide) {
  auto b = with("a", {1});
  b.plan.suite = "other";
  b.plan.cases[0].budget.steps = 7;
  EXPECT_EQ(compare({named("A", with("a", {1})), named("B", b)}).experiments.size(), 2U);
}

TEST(Merge, AnOptimizersOwnBudgetIsNoConflict) {
  auto a = with("a", {1}), b = with("b", {1});
  a.add("p", "long").budget.steps = 500;
  EXPECT_EQ(only_problem({named("A", a), named("B", b)}).optimizers.size(), 3U);
}

}  // namespace
}  // namespace slalom::statistics
