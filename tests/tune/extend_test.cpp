// Trials lead to the runs that are reported.
#include "tune/extend.hpp"
#include "support/paths.hpp"

#include "suite/expand_stages.hpp"
#include "suite/suite.hpp"
#include "support/temporary_folder.hpp"
#include "tune/score.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <span>

namespace slalom::tune {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

const loader::Registry& plugins() {
  static const loader::Registry registry = loader::Registry::load(test::build_folder() + "/tests/tune_witness.so");
  return registry;
}

/// A tuned suite of `descent` on the witness, and its results.
class Tuned {
 public:
  explicit Tuned(const std::string& tune) {
    std::ofstream(folder_.path() / "s.yaml")
        << "suite: s\nseeds: 2\nbudget: {steps: 27}\ntune: " << tune
        << "\nproblems: [witness]\noptimizers: [{optimizer: descent, learning_rate: {range: [0.01, 2]}}]\n";
    auto result = suite::plan_suite(folder_.path() / "s.yaml", plugins(), {});
    if (const auto* mistakes = std::get_if<suite::DiagnosticList>(&result))
      ADD_FAILURE() << mistakes->front().text();
    else
      plan = std::get<suite::Plan>(std::move(result));
  }

  /// Stores all runs of the plan, each as if it had ended so far from a learning rate of ½.
  void store_all() {
    for (const auto& run : plan.runs) store_run(run);
  }
  void store_run(const suite::Run& run) {
    const double rate = plan.cases.at(run.case_index).optimizer.learning_rate->initial;
    store.put({.id = run.id,
               .seed = run.seed,
               .status = run::Status::finished,
               .points = {{.loss = 9}, {.step = 27, .loss = std::abs(rate - 0.5)}}});
  }

  const suite::Case& reported() const { return plan.cases.at(plan.studies.at(0).reported); }

 private:
  test::TemporaryFolder folder_;

 public:
  suite::Plan plan;
  store::Store store{folder_.path(), store::Store::Mode::write};
};

std::size_t runs_of(const suite::Plan& plan, std::size_t index) {
  return static_cast<std::size_t>(
      std::ranges::count_if(plan.runs, [&](const suite::Run& run) { return run.case_index == index; }));
}

TEST(Extension, ReportsTheBestTrial) {
  Tuned tuned("{trials: 12}");
  EXPECT_EQ(runs_of(tuned.plan, tuned.plan.studies[0].reported), 0);
  EXPECT_EQ(tuned.plan.runs.size(), (1 + 12) * 3);
  tuned.store_all();
  ASSERT_TRUE(extend(tuned.plan, tuned.store));
  double best = 0;
  for (const auto& c : tuned.plan.cases)
    if (const double rate = c.optimizer.learning_rate->initial;
        c.phase == suite::Phase::tuning && c.trial->index && std::abs(rate - 0.5) < std::abs(best - 0.5))
      best = rate;
  EXPECT_EQ(tuned.reported().optimizer.learning_rate->initial, best);
  EXPECT_EQ(runs_of(tuned.plan, tuned.plan.studies[0].reported), 2);
  EXPECT_FALSE(extend(tuned.plan, tuned.store)) << "there is nothing more to add";
}

TEST(Extension, WaitsForAllTrials) {
  Tuned tuned("{trials: 3}");
  const auto runs = tuned.plan.runs;
  for (const auto& run : std::span(runs).first(runs.size() - 1)) tuned.store_run(run);
  EXPECT_FALSE(extend(tuned.plan, tuned.store));
  tuned.store_run(runs.back());
  EXPECT_TRUE(extend(tuned.plan, tuned.store));
}

TEST(Extension, HalvesStageByStage) {
  Tuned tuned("{trials: 9, search: halving, seeds: 1}");
  const auto trials_of_stage = [&](std::uint64_t rung) {
    std::vector<std::uint64_t> steps;
    for (const auto& c : tuned.plan.cases)
      if (c.phase == suite::Phase::tuning && c.trial->index && c.trial->rung == rung) steps.push_back(*c.budget.steps);
    return steps;
  };
  const auto rates_of_stage = [&](std::uint64_t rung) {
    std::vector<double> rates;
    for (const auto& c : tuned.plan.cases)
      if (c.phase == suite::Phase::tuning && c.trial->index && c.trial->rung == rung)
        rates.push_back(c.optimizer.learning_rate->initial);
    std::ranges::sort(rates, {}, [](double rate) { return std::abs(rate - 0.5); });
    return rates;
  };
  const auto nearest_to_half = [&, all = rates_of_stage(0)](std::ptrdiff_t count) {
    return std::vector<double>(all.begin(), all.begin() + count);
  };
  EXPECT_THAT(trials_of_stage(0),
              ElementsAre(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3));
  EXPECT_THAT(tuned.plan.runs, SizeIs(1 + 27));
  tuned.store_all();
  ASSERT_TRUE(extend(tuned.plan, tuned.store));
  EXPECT_THAT(trials_of_stage(1), ElementsAre(9, 9, 9, 9, 9, 9, 9, 9, 9));
  EXPECT_EQ(rates_of_stage(1), nearest_to_half(9));
  EXPECT_THAT(tuned.plan.runs, SizeIs(1 + 27 + 9));
  tuned.store_all();
  ASSERT_TRUE(extend(tuned.plan, tuned.store));
  EXPECT_THAT(trials_of_stage(2), ElementsAre(27, 27, 27));
  EXPECT_EQ(rates_of_stage(2), nearest_to_half(3));
  EXPECT_THAT(tuned.plan.runs, SizeIs(1 + 27 + 9 + 3));
  tuned.store_all();
  ASSERT_TRUE(extend(tuned.plan, tuned.store));
  EXPECT_EQ(runs_of(tuned.plan, tuned.plan.studies[0].reported), 2);
  EXPECT_EQ(*tuned.reported().budget.steps, 27);
}

TEST(Extension, CanBeUndone) {
  for (const auto* tune : {"{trials: 4}", "{trials: 9, search: halving, seeds: 1}"}) {
    Tuned tuned(tune);
    const auto asked = tuned.plan;
    do tuned.store_all();
    while (extend(tuned.plan, tuned.store));
    ASSERT_GT(tuned.plan.runs.size(), asked.runs.size());
    EXPECT_EQ(suite::as_requested(tuned.plan), asked) << tune;
    EXPECT_EQ(suite::as_requested(asked), asked) << tune;
  }
}

TEST(Score, IsWhatTheSuiteTunesOn) {
  run::RunRecord r;
  r.status = run::Status::finished;
  r.points = {{.step = 0, .loss = 9}, {.step = 5, .loss = 1}, {.step = 10, .loss = 2}};
  r.targets = {{.target = 3, .reached = true, .step = 4}, {.target = 1.5, .reached = true, .step = 5}};
  r.metrics = {0.5, 60, 0.6, 61, 0.7, 62};
  const std::vector<std::string> metrics{"test_loss", "validation_loss"};
  EXPECT_EQ(score(suite::Criterion::final_loss, r, metrics), 2);
  EXPECT_EQ(score(suite::Criterion::best_loss, r, metrics), 1);
  EXPECT_EQ(score(suite::Criterion::steps_to_target, r, metrics), 5);
  EXPECT_EQ(score(suite::Criterion::validation_loss, r, metrics), 62);
  EXPECT_THROW(score(suite::Criterion::validation_loss, r, std::vector<std::string>{"test_loss"}), CannotTune);
  suite::Case c;
  c.budget.steps = 90;
  EXPECT_EQ(score_of_start(suite::Criterion::final_loss, c, r, metrics), 9);
  EXPECT_EQ(score_of_start(suite::Criterion::best_loss, c, r, metrics), 9);
  EXPECT_EQ(score_of_start(suite::Criterion::validation_loss, c, r, metrics), 60);
  EXPECT_EQ(score_of_start(suite::Criterion::steps_to_target, c, r, metrics), 90) << "though it ended sooner";
  r.targets[1].reached = false;
  EXPECT_EQ(score(suite::Criterion::steps_to_target, r, metrics), INFINITY);
  for (const auto bad : {run::Status::diverged, run::Status::failed}) {
    r.status = bad;
    EXPECT_EQ(score(suite::Criterion::final_loss, r, metrics), INFINITY);
  }
}

TEST(Score, OfATrialIsTheMeanAndOneBadSeedSpoilsIt) {
  EXPECT_EQ(mean_score(std::vector{1.0, 2.0, 6.0}), 3);
  EXPECT_EQ(mean_score(std::vector<double>{1, INFINITY, 6}), INFINITY);
}

TEST(Store, KeepsStudies) {
  Tuned tuned("{trials: 2, search: sobol, on: best_loss}");
  tuned.store.put_plan(tuned.plan, Json::object());
  EXPECT_THAT(tuned.store.plans(), ElementsAre(tuned.plan));
}

}  // namespace
}  // namespace slalom::tune
