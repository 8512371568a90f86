// What ends a run: each end against a run that records every step and is looked through from outside.
#include "support/runs.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::test {
namespace {

using run::Point;
using run::Status;

suite::Case two_wells(const std::string& optimizer, double rate) {
  auto c = make_case("two_wells", Json::object(), optimizer, Json::object(), rate);
  c.problem.start = {0.3, 0.8};
  c.budget = {.steps = 10000};
  return c;
}

constexpr double minimum = -5.032339968658435;  // two_wells.json

struct Iterations {
  const char* optimizer;
  double rate;
  std::uint64_t steps;
};

// From gen_iterations.py: the same rules in NumPy.
TEST(Ends, IterationsUntilAMinimizerIsNear) {
  for (const auto& [optimizer, rate, steps] :
       {Iterations{"sgd", 0.01, 158}, Iterations{"momentum", 0.005, 121}, Iterations{"nesterov", 0.005, 78},
        Iterations{"adagrad", 0.3, 15}, Iterations{"rmsprop", 0.001, 1271}, Iterations{"adam", 0.01, 158}}) {
    auto c = two_wells(optimizer, rate);
    c.stop.distance = 1e-3;
    const auto r = run(c);
    EXPECT_EQ(r.status, Status::target);
    EXPECT_EQ(r.steps, steps) << optimizer;
    EXPECT_EQ(r.points.back().step, steps) << optimizer;
  }
}

struct End {
  const char* name;
  suite::Stop stop;
  std::function<bool(const Point&)> holds;  ///< at a point: the run ends at the first
  std::size_t late = 0;                     ///< steps after that point
};

class EveryEnd : public testing::TestWithParam<End> {};

TEST_P(EveryEnd, IsAtTheFirstStepThatQualifies) {
  const auto& [name, stop, holds, late] = GetParam();
  auto c = two_wells("sgd", 0.003);
  c.recording.every = 1;
  const auto all = run(c);
  const auto first = std::ranges::find_if(all.points, holds);
  ASSERT_NE(first, all.points.end());
  ASSERT_GT(first->step, 3U);

  c.recording = {.points = 4};  // the step that matters is none of them
  c.stop = stop;
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::target);
  EXPECT_EQ(r.steps, first->step + late);
  EXPECT_EQ(r.points.back().loss, all.points.at(first->step + late).loss);
}

INSTANTIATE_TEST_SUITE_P(
    Table, EveryEnd,
    testing::Values(
        End{"loss", {.loss = -0.5}, [](const Point& p) { return p.loss <= -0.5; }},
        End{"gap", {.gap = 4.8}, [](const Point& p) { return p.loss - minimum <= 4.8; }},
        // The gradient that a step asks for is that of the point before it.
        End{"gradient_norm", {.gradient_norm = 1e-2}, [](const Point& p) { return p.gradient_norm <= 1e-2; }, 1},
        End{"first_of_two", {.gap = 1e-9, .loss = -0.5}, [](const Point& p) { return p.loss <= -0.5; }}),
    [](const auto& test) { return test.param.name; });

TEST(Ends, NoGradientIsNoSmallGradient) {
  auto c = two_wells("idle", 0.01);
  c.budget = {.steps = 30};
  c.stop.gradient_norm = 1e9;
  EXPECT_EQ(run(c).steps, 30U);
}

TEST(Ends, WithMiniBatchesLossesAreThoseOfRecordedPoints) {
  auto c = make_case("mlp", Json::object(), "sgd", Json::object(), 0.1);
  c.batch = {suite::Sampling::shuffled, 16};
  c.budget = {.steps = 400};
  c.recording.every = 7;
  c.targets = {1.0};
  const auto all = run(c);
  const auto first = std::ranges::find_if(all.points, [](const Point& p) { return p.loss <= 1.0; });
  ASSERT_NE(first, all.points.end());
  ASSERT_EQ(all.targets.size(), 1U);
  EXPECT_TRUE(all.targets[0].reached);
  EXPECT_EQ(all.targets[0].step, first->step);

  c.stop.loss = 1.0;
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::target);
  EXPECT_EQ(r.steps, first->step);
}

TEST(Ends, TheClockIsLookedAtBetweenRecordedPoints) {
  auto c = two_wells("sgd", 0.003);
  c.budget = {.steps = 4'000'000'000, .cpu_seconds = 0.05};
  c.recording = {.points = 2, .spacing = suite::Spacing::even};
  const auto r = run(c);
  EXPECT_TRUE(r.clock_ended);
  EXPECT_EQ(r.reason, "CPU time used up");
  EXPECT_LT(r.steps, 1'000'000'000U);
  EXPECT_EQ(r.points.back().step, r.steps);
}

TEST(Ends, APointOfAnUnfinishedStepIsNotRecorded) {
  // It changes w before its second gradient; the budget ends between the two.
  auto c = two_wells("three_gradients", 0.01);
  c.recording = {.points = 2, .trajectory = true};
  c.budget = {.evaluations = 10};
  const auto cut = run(c);
  c.budget = {.steps = 3};
  const auto whole = run(c);
  ASSERT_EQ(cut.steps, whole.steps);
  EXPECT_EQ(cut.final_w, whole.final_w);
  EXPECT_EQ(cut.points.back().loss, whole.points.back().loss);

  c = two_wells("diverges_within_a_step", 0.01);
  c.recording = {.points = 2};
  c.budget = {.steps = 100};
  const auto diverged = run(c);
  EXPECT_EQ(diverged.status, Status::diverged);
  EXPECT_TRUE(std::isfinite(diverged.points.back().loss)) << "step " << diverged.points.back().step;
  for (const double x : diverged.final_w) EXPECT_LT(std::abs(x), 10);
}

TEST(Ends, ASchedulesEndIsThatOfTheBudgetForEveryOptimizer) {
  // The last effective steps of rules that take one and three gradients a step come as far down.
  for (const auto* optimizer : {"sgd", "three_gradients"}) {
    auto c = two_wells(optimizer, 0.001);
    c.optimizer.learning_rate->schedule = "cosine";
    c.optimizer.learning_rate->settings = loader::complete(registry().schedule("cosine")->settings, Json::object());
    c.recording.every = 1;
    c.recording.effective_step = true;
    c.budget = {.evaluations = 300};
    const auto r = run(c);
    ASSERT_GT(r.points.size(), 90U);
    const auto last = r.points.back().effective_step, first = r.points[1].effective_step;
    EXPECT_LT(last / first, 0.01) << optimizer;
  }
}

}  // namespace
}  // namespace slalom::test
