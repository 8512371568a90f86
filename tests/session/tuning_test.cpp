// The run loop where settings are tuned: trials lead to more runs.
#include "session/fake_executor.hpp"
#include "session/session.hpp"
#include "suite/suite.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

namespace slalom::session {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

const loader::Registry& plugins() {
  static const loader::Registry registry = loader::Registry::load(test::build_folder() + "/tests/tune_witness.so");
  return registry;
}

/// A suite that tunes `descent` on the witness, which logs what it is asked.
class Tuning : public testing::Test {
 protected:
  suite::Plan plan(const std::string& tune) const {
    std::ofstream(folder_.path() / "s.yaml")
        << "suite: s\nseeds: 2\nbudget: {steps: 27}\ntune: " << tune
        << "\nproblems: [{problem: witness, log: " << log().string()
        << "}]\noptimizers: [{optimizer: descent, learning_rate: {range: [0.01, 2]}}]\n";
    return std::get<suite::Plan>(suite::plan_suite(folder_.path() / "s.yaml", plugins(), {}));
  }
  std::filesystem::path log() const { return folder_.path() / "log"; }

  /// What the witness was asked since the last call.
  std::vector<std::string> logged() const {
    std::vector<std::string> lines;
    {
      std::ifstream file(log());
      for (std::string line; std::getline(file, line);) lines.push_back(line);
    }
    std::filesystem::remove(log());
    return lines;
  }

  Outcome run(const suite::Plan& requested, Executor& executor, const RunOptions& options = {.command = "test"},
              const run::RunEvents& events = {}) const {
    return Session(folder_.path() / "results", plugins(), executor).run(requested, options, events);
  }

  test::TemporaryFolder folder_;
};

double rate(const suite::Case& c) { return c.optimizer.learning_rate->initial; }

/// The nearer the learning rate is to ½, the better.
void best_at_half(const suite::Case& c, run::RunRecord& record) { record.points.back().loss = std::abs(rate(c) - 0.5); }

const suite::Case& reported(const suite::Plan& plan) { return plan.cases.at(plan.studies.at(0).reported); }

double best_rate(const suite::Plan& plan) {
  double best = 0;
  for (const auto& c : plan.cases)
    if (c.phase == suite::Phase::tuning && std::abs(rate(c) - 0.5) < std::abs(best - 0.5)) best = rate(c);
  return best;
}

TEST_F(Tuning, ReportsTheBestTrial) {
  FakeExecutor executor;
  executor.change = best_at_half;
  const auto outcome = run(plan("{trials: 12}"), executor);
  EXPECT_THAT(executor.rounds, ElementsAre(SizeIs((1 + 12) * 3), SizeIs(2)));
  EXPECT_EQ(rate(reported(outcome.plan)), best_rate(outcome.plan));
  for (const auto& run : executor.rounds[1]) EXPECT_EQ(run.case_index, outcome.plan.studies[0].reported);
  EXPECT_EQ(outcome.done, 13 * 3 + 2);
  EXPECT_FALSE(run(plan("{trials: 12}"), executor).changed);
}

TEST_F(Tuning, HalvesStageByStage) {
  FakeExecutor executor;
  executor.change = best_at_half;
  const auto outcome = run(plan("{trials: 9, search: halving, seeds: 1}"), executor);
  EXPECT_THAT(executor.rounds, ElementsAre(SizeIs(1 + 27), SizeIs(9), SizeIs(3), SizeIs(2)));
  EXPECT_EQ(rate(reported(outcome.plan)), best_rate(outcome.plan));
}

TEST_F(Tuning, ContinuesAmongTheTrialsToTheSameChoice) {
  FakeExecutor interrupted;
  interrupted.change = best_at_half;
  interrupted.interrupted_after = 20;
  EXPECT_TRUE(run(plan("{trials: 12}"), interrupted).interrupted());

  FakeExecutor executor;
  executor.change = best_at_half;
  const auto outcome = run(plan("{trials: 12}"), executor);
  EXPECT_THAT(executor.rounds, ElementsAre(SizeIs(13 * 3 - 20), SizeIs(2)));
  EXPECT_EQ(rate(reported(outcome.plan)), best_rate(outcome.plan));
}

TEST_F(Tuning, FreshBeginsWithTheTrials) {
  FakeExecutor executor;
  executor.change = best_at_half;
  run(plan("{trials: 4}"), executor);
  executor.rounds.clear();
  run(plan("{trials: 4}"), executor, {.command = "test", .fresh = true});
  EXPECT_THAT(executor.rounds, ElementsAre(SizeIs(5 * 3), SizeIs(2)));
}

TEST_F(Tuning, AddsSeedsToWhatIsReported) {
  const tune::SeedRule one_more{.max_seeds = 3, .more_seeds = [](const suite::Plan& plan, const store::Store&) {
                                  const auto& study = plan.studies.at(0);
                                  return study.reported_seeds.size() < 3
                                             ? std::vector<tune::CaseSeeds>{{study.reported, {77}}}
                                             : std::vector<tune::CaseSeeds>();
                                }};
  FakeExecutor executor;
  const auto outcome = run(plan("{trials: 4}"), executor, {.command = "test", .seed_rule = one_more});
  EXPECT_THAT(executor.rounds, ElementsAre(SizeIs(5 * 3), SizeIs(2), SizeIs(1)));
  EXPECT_EQ(executor.rounds[2][0].seed, 77);
}

// The promise of fairness: the trials see neither the reported seeds' draws nor test data.
TEST_F(Tuning, AsksForNoTestDataAndNoReportedSeeds) {
  InProcessExecutor executor(plugins());
  std::vector<std::vector<std::string>> asked;  // in every round
  run(plan("{trials: 4}"), executor, {.command = "test"}, {.end = [&] { asked.push_back(logged()); }});
  ASSERT_THAT(asked, SizeIs(2));
  for (const auto& line : asked[0]) EXPECT_THAT(line, testing::StartsWith("start")) << "test data were measured";
  const std::set<std::string> starts(asked[0].begin(), asked[0].end());
  EXPECT_THAT(starts, SizeIs(3)) << "as many as tuning seeds";
  std::size_t measured = 0;
  for (const auto& line : asked[1]) {
    EXPECT_FALSE(starts.contains(line)) << "a reported run began where a trial had";
    if (line.starts_with("measure")) ++measured;
  }
  EXPECT_GT(measured, 0) << "the reported runs do measure";
}

}  // namespace
}  // namespace slalom::session
