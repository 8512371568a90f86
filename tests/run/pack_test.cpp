// Runs that are stepped together have the records of single runs.
#include "run/pack.hpp"
#include "run/differences.hpp"
#include "support/runs.hpp"

#include <gmock/gmock.h>
#include <slalom/ext/lanes.h>

#include <atomic>
#include <cmath>

namespace slalom::test {
namespace {

using run::Status;

std::vector<std::uint64_t> seeds(std::uint64_t count) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t s = 1; s <= count; ++s) all.push_back(s);
  return all;
}

struct Together {
  loader::OpenProblem problem;
  std::vector<run::RunRecord> records;

  /// Fails where the runs of the case are not made in packs.
  explicit Together(const suite::Case& c, std::uint64_t count, const std::atomic<bool>* interrupted = nullptr)
      : problem(*registry().problem(c.problem.name), c.problem.settings, SLALOM_FLOAT64, {registry(), build / "data"}) {
    EXPECT_TRUE(run::runs_in_packs(c, registry(), problem)) << c.problem.name << " with " << c.optimizer.name;
    const auto plan = plan_of({c}, seeds(count));
    const std::vector<std::atomic<std::uint64_t>*> progress(count, nullptr);
    const loader::DataSource data(build / "data");
    auto all = run::run_pack(c, plan.runs, {registry(), problem, data, interrupted, nullptr}, progress);
    if (all) records = std::move(*all);
  }
};

/// Returns the records.
std::vector<run::RunRecord> expect_those_of_single_runs(const suite::Case& c, std::uint64_t count) {
  auto together = Together(c, count).records;
  EXPECT_EQ(together.size(), count);
  for (std::uint64_t k = 0; k < together.size(); ++k)
    EXPECT_THAT(run::differences(run(c, k + 1), together[k]), testing::IsEmpty())
        << c.optimizer.name << " on " << c.problem.name << ", seed " << k + 1 << " of " << count;
  return together;
}

suite::Case steps_of(const std::string& problem, const std::string& optimizer, std::uint64_t steps,
                     const Json& settings = Json::object()) {
  auto c = make_case(problem, settings, optimizer);
  c.budget = {.steps = steps};
  c.recording.trajectory = true;
  return c;
}

std::vector<std::string> elementwise() {
  std::vector<std::string> names;
  for (const auto& [name, entry] : registry().optimizers())
    if (entry.c->extension != nullptr && entry.c->extension(SLALOM_ELEMENTWISE) != nullptr) names.push_back(name);
  return names;
}
std::vector<std::string> with_lanes() {
  std::vector<std::string> names;
  for (const auto& [name, entry] : registry().problems())
    if (entry.c->extension != nullptr && entry.c->extension(SLALOM_LANES) != nullptr) names.push_back(name);
  return names;
}

TEST(Pack, OfEveryElementwiseOptimizer) {
  ASSERT_THAT(elementwise(), testing::IsSupersetOf({"sgd", "momentum", "adam"}));
  for (const auto& optimizer : elementwise()) {
    for (const std::uint64_t count : {2U, 7U, 32U})
      expect_those_of_single_runs(steps_of("rosenbrock", optimizer, 3000), count);
    expect_those_of_single_runs(steps_of("quadratic", optimizer, 500, {{"dimension", 5}, {"condition", 30}}), 6);
  }
}

TEST(Pack, OfEveryProblemWithLanes) {
  ASSERT_THAT(with_lanes(), testing::IsSupersetOf({"rosenbrock", "quadratic"}));
  for (const auto& problem : with_lanes())
    for (const auto* optimizer : {"momentum", "adam"}) {
      auto c = steps_of(problem, optimizer, 2000);
      c.optimizer.learning_rate->initial = 1e-4;
      for (const std::uint64_t count : {2U, 5U, 32U}) expect_those_of_single_runs(c, count);
    }
}

TEST(Pack, OfRunsThatDiverge) {
  auto c = steps_of("rosenbrock", "momentum", 400);
  c.optimizer.learning_rate->initial = 1.4e-3;
  c.problem.settings["spread"] = 1;
  const auto together = expect_those_of_single_runs(c, 32);
  EXPECT_THAT(together, testing::Contains(testing::Field(&run::RunRecord::status, Status::diverged)));
  EXPECT_THAT(together, testing::Contains(testing::Field(&run::RunRecord::status, Status::finished)));
  c.budget = {.evaluations = 400};
  expect_those_of_single_runs(c, 32);
}

TEST(Pack, OfRunsThatStopEarly) {
  auto c = steps_of("rosenbrock", "adam", 5000);
  c.optimizer.learning_rate->initial = 0.01;
  c.targets = {1, 1e-3};
  for (const auto& stop :
       {suite::Stop{.gap = 1e-2}, suite::Stop{.loss = 0.5}, suite::Stop{.distance = 0.5}, suite::Stop{}}) {
    c.stop = stop;
    const auto together = expect_those_of_single_runs(c, 9);
    const auto expected = stop == suite::Stop{} ? Status::finished : Status::target;
    EXPECT_THAT(together, testing::Each(testing::Field(&run::RunRecord::status, expected)));
  }
}

TEST(Pack, WithEachBudgetScheduleAndRecording) {
  auto c = steps_of("quadratic", "nesterov", 0);
  c.optimizer.learning_rate =
      suite::LearningRate{.initial = 1e-3,
                          .schedule = "cosine",
                          .settings = loader::complete(registry().schedule("cosine")->settings, Json::object()),
                          .warmup = 10};
  for (const auto& budget : {suite::Budget{.steps = 150}, suite::Budget{.evaluations = 77},
                             suite::Budget{.steps = 90, .evaluations = 80}, suite::Budget{.epochs = 60}}) {
    c.budget = budget;
    c.recording.every = 7;
    c.recording.trajectory = false;
    c.recording.metrics = false;
    expect_those_of_single_runs(c, 5);
  }
  c.problem.start = std::vector<double>(10, 0.5);
  expect_those_of_single_runs(c, 3);
}

TEST(Pack, IsLeftByAnInterruption) {
  const std::atomic<bool> interrupted = true;
  EXPECT_THAT(Together(steps_of("rosenbrock", "adam", 100), 4, &interrupted).records, testing::IsEmpty());
}

TEST(Pack, IsNotForCasesThatNeedSingleSteps) {
  const auto in_packs = [](const suite::Case& c) {
    const loader::OpenProblem problem(*registry().problem(c.problem.name), c.problem.settings,
                                      c.precision == suite::Precision::float32 ? SLALOM_FLOAT32 : SLALOM_FLOAT64,
                                      {registry(), build / "data"});
    return run::runs_in_packs(c, registry(), problem);
  };
  const auto with = [](auto change) {
    auto c = steps_of("rosenbrock", "adam", 100);
    change(c);
    return c;
  };
  EXPECT_TRUE(in_packs(with([](auto&) {})));
  EXPECT_FALSE(in_packs(with([](auto& c) { c.precision = suite::Precision::float32; })));
  EXPECT_FALSE(in_packs(with([](auto& c) { c.budget = {.cpu_seconds = 1}; })));
  EXPECT_FALSE(in_packs(with([](auto& c) { c.recording.effective_step = true; })));
  EXPECT_FALSE(in_packs(with([](auto& c) { c.stop.gradient_norm = 1; })));
  EXPECT_FALSE(in_packs(with([](auto& c) { c.problem.settings["dimension"] = 3; })));
  EXPECT_FALSE(in_packs(steps_of("two_wells", "adam", 100)));
  EXPECT_FALSE(in_packs(steps_of("rosenbrock", "bfgs", 100)));
  EXPECT_FALSE(in_packs(steps_of("quadratic", "adam", 100, {{"rotate", true}})));
}

TEST(Pack, IsTheSameForAnyNumberOfThreads) {
  std::vector<suite::Case> cases;
  for (const auto* optimizer : {"adam", "momentum", "bfgs"})
    for (const auto* problem : {"rosenbrock", "two_wells"}) cases.push_back(steps_of(problem, optimizer, 300));
  const auto plan = plan_of(cases, seeds(run::min_runs_for_packs + 6));
  const auto one = run(plan, 1);
  for (const int jobs : {2, 3}) {
    const auto several = run(plan, jobs);
    for (std::size_t i = 0; i < one.size(); ++i)
      EXPECT_THAT(run::differences(one[i], several[i]), testing::IsEmpty()) << jobs << " threads, run " << i;
  }
}

}  // namespace
}  // namespace slalom::test
