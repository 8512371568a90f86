// What one run does: counting, budgets, ends, records.
#include "support/runs.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::test {
namespace {

using run::Status;

constexpr double x1 = 0.9053178606008483;  // two_wells.json: the local minimum

suite::Case two_wells(const std::string& optimizer, double rate = 0.01) {
  auto c = make_case("two_wells", Json::object(), optimizer, Json::object(), rate);
  c.problem.start = {0.3, 0.8};
  return c;
}

TEST(Run, CountsOneEvaluationAndOneExampleAStepOfGradientDescent) {
  const auto r = run(two_wells("sgd"));
  EXPECT_EQ(r.status, Status::finished);
  EXPECT_EQ(r.reason, "budget used up");
  EXPECT_EQ(r.steps, 1000U);
  EXPECT_EQ(r.evaluations, 1000U);
  EXPECT_EQ(r.examples, 1000U);
  EXPECT_EQ(r.points.front().step, 0U);
  EXPECT_EQ(r.points.front().evaluations, 0U);
  EXPECT_EQ(r.points.back().step, 1000U);
  EXPECT_GT(r.cpu_seconds, 0);
  EXPECT_EQ(r.minimizer, 1);
  EXPECT_NEAR(r.final_w.at(0), x1, 1e-9);
}

TEST(Run, TellsWhetherRandomNumbersWereDrawn) {
  EXPECT_EQ(run(two_wells("sgd")).chance, run::Chance::none);
  auto c = two_wells("sgd");
  c.problem.start.clear();
  EXPECT_EQ(run(c).chance, run::Chance::drawn) << "for the start";
  EXPECT_EQ(run(two_wells("random_search")).chance, run::Chance::drawn) << "for the optimizer";
}

TEST(Run, StopsAtTheFirstStepNearAMinimizer) {
  auto c = two_wells("sgd");
  c.stop.distance = 1e-3;
  c.recording.trajectory = true;
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::target);
  EXPECT_EQ(r.reason, "within 0.001 of a minimizer");
  EXPECT_EQ(r.evaluations, r.steps);
  EXPECT_EQ(r.points.back().step, r.steps);
  EXPECT_LE(r.distance, 1e-3);
  // One step earlier it was not there yet.
  c.stop = {};
  c.budget.steps = r.steps - 1;
  const auto before = run(c);
  EXPECT_GT(before.distance, 1e-3);
}

TEST(Run, ABudgetOfEvaluationsEndsWithinAStepAndTheStepDoesNotCount) {
  auto c = two_wells("three_gradients");
  c.budget = {.evaluations = 10};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished);
  EXPECT_EQ(r.steps, 3U);
  EXPECT_EQ(r.evaluations, 9U);
  c.budget = {.steps = 3};
  EXPECT_EQ(run(c).final_w, r.final_w) << "w must be that of the last finished step";
}

TEST(Run, TellsTheTimeOfTheOptimizerFromThatOfTheProblem) {
  auto c = two_wells("slow");
  c.budget = {.steps = 100};
  EXPECT_GT(run(c).optimizer_share, 0.9);
  c = make_case("mlp", Json{{"hidden", {200}}}, "sgd");
  c.budget = {.steps = 50};
  EXPECT_LT(run(c).optimizer_share, 0.5);
  c.budget = {.steps = 1};
  EXPECT_TRUE(std::isnan(run(c).optimizer_share)) << "the first step is not timed";
}

TEST(Run, TellsWhatItsStartTook) {
  auto c = make_case("mlp", Json::object(), "sgd");
  c.budget = {.steps = 1};
  const auto r = run(c);  // of one step on one example, after a pass over all of them
  EXPECT_GT(r.start_seconds, r.cpu_seconds);
}

#ifndef SLALOM_SANITIZED  // sanitizers bring an allocator of their own
TEST(Run, TellsTheMemoryOfTheOptimizer) {
  constexpr double n = 10'000;
  auto c = make_case("sphere", Json{{"dimension", n}}, "sgd");
  c.budget = {.steps = 1};
  EXPECT_NEAR(run(c).state_bytes / n, 8, 0.2) << "its gradient";
  c = make_case("sphere", Json{{"dimension", n}}, "adam");
  c.budget = {.steps = 1};
  EXPECT_NEAR(run(c).state_bytes / n, 3 * 8, 0.2) << "its gradient and two means";
  c.precision = suite::Precision::float32;
  EXPECT_NEAR(run(c).state_bytes / n, 3 * 4, 0.2);
  c = make_case("sphere", Json{{"dimension", n}}, "ema", Json{{"inner", {{"optimizer", "adam"}}}});
  c.budget = {.steps = 1};
  EXPECT_GT(run(c).state_bytes / n, 4 * 8) << "the optimizer inside counts";
}
#endif

TEST(Run, ABudgetOfEpochsCountsExamples) {
  auto c = make_case("softmax_regression", Json::object(), "sgd");
  c.batch = {suite::Sampling::shuffled, 32};
  c.budget = {.epochs = 2};
  const auto r = run(c);
  EXPECT_EQ(r.steps, 89U);  // 2 * 1437 / 32 is 89.8
  EXPECT_EQ(r.examples, 89U * 32);
}

TEST(Run, ABudgetOfEpochsIsNeverExceeded) {
  for (const auto* optimizer : {"sgd", "three_gradients"})
    for (const std::uint64_t size : {1400U, 1000U, 479U, 1437U}) {
      auto c = make_case("softmax_regression", Json::object(), optimizer);
      c.batch = {suite::Sampling::shuffled, size};
      c.budget = {.epochs = 3};
      const auto r = run(c);
      EXPECT_EQ(r.status, Status::finished) << r.reason;
      EXPECT_LE(r.examples, 3U * 1437);
      EXPECT_LE(r.points.back().examples, 3U * 1437);
      const auto per_step = std::string_view(optimizer) == "sgd" ? size : 3 * size;
      EXPECT_EQ(r.steps, 3 * 1437 / per_step) << optimizer << " " << size;
    }
  auto c = make_case("softmax_regression", Json::object(), "sgd");
  c.budget = {.epochs = 0.5};
  EXPECT_EQ(run(c).reason, "the budget of 718 examples does not cover one step, which takes 1437");
}

TEST(Run, AnOptimizerThatAsksNothingEndsToo) {
  auto c = two_wells("idle");
  c.budget = {.evaluations = 50};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished);
  EXPECT_EQ(r.steps, 50U);
  EXPECT_EQ(r.evaluations, 0U);
}

TEST(Run, ACpuBudgetEndsAndSaysSo) {
  auto c = two_wells("sgd");
  c.budget = {.cpu_seconds = 0.01};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished);
  EXPECT_TRUE(r.clock_ended);
  EXPECT_GE(r.cpu_seconds, 0.01);
}

TEST(Run, DivergesCleanly) {
  auto c = make_case("quadratic", {{"condition", 1000}}, "sgd", Json::object(), 1.0);  // stable below 0.002
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::diverged);
  EXPECT_THAT(r.reason, testing::StartsWith("the loss was not finite, or beyond 1e+30, "));
  EXPECT_LT(r.steps, 100U);
}

TEST(Run, AFailingPluginIsARecordNotAnException) {
  const auto r = run(two_wells("fails_later"));
  EXPECT_EQ(r.status, Status::failed);
  EXPECT_EQ(r.reason, "no descent direction");
}

TEST(Run, AnOptimizerMayStopByItself) {
  const auto r = run(two_wells("done"));
  EXPECT_EQ(r.status, Status::finished);
  EXPECT_EQ(r.reason, "the optimizer is done: ten steps are enough");
  EXPECT_EQ(r.steps, 10U);
}

TEST(Run, AllCallsOfAStepSeeTheSameBatch) {
  auto c = make_case("softmax_regression", Json::object(), "same_batch");
  c.batch = {suite::Sampling::replacement, 16};
  c.budget = {.steps = 20};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_EQ(r.evaluations, 20U * 4);
  EXPECT_EQ(r.examples, 20U * (3 * 16 + 1437));
}

TEST(Run, JudgesTheEvaluationPoint) {
  auto c = two_wells("averaged");
  c.budget = {.steps = 3};
  c.recording.every = 1;
  c.recording.trajectory = true;
  const auto r = run(c);
  c.optimizer.name = "sgd";
  const auto plain = run(c);
  const auto mean = [&](std::size_t coordinate) {
    return (plain.trajectory[2 + coordinate] + plain.trajectory[4 + coordinate] + plain.trajectory[6 + coordinate]) / 3;
  };
  EXPECT_NEAR(r.final_w[0], mean(0), 1e-15);
  EXPECT_NEAR(r.final_w[1], mean(1), 1e-15);
  EXPECT_NE(r.points.back().loss, plain.points.back().loss);
}

TEST(Run, TargetsOfADeterministicProblemAreExact) {
  auto c = two_wells("momentum", 0.005);
  c.targets = {1, 1e-1, 1e-3, 1e-6};
  c.recording.points = 5;  // far fewer than the steps that matter
  const auto r = run(c);
  c.recording.points = 100000;
  c.targets.clear();
  const auto all = run(c);
  ASSERT_EQ(r.targets.size(), 4U);
  for (const auto& hit : r.targets) {
    const auto first =
        std::ranges::find_if(all.points, [&](const auto& p) { return p.loss + 5.032339968658435 <= hit.target; });
    ASSERT_EQ(hit.reached, first != all.points.end()) << hit.target;
    if (!hit.reached) continue;
    EXPECT_EQ(hit.step, first->step) << hit.target;
    EXPECT_EQ(hit.evaluations, first->evaluations);
    EXPECT_GT(hit.cpu_seconds, 0);
  }
}

TEST(Run, WarmUpIsLinear) {
  auto c = make_case("quadratic", {{"dimension", 1}, {"condition", 1}}, "sgd", Json::object(), 0.1);
  c.problem.start = {1};
  c.optimizer.learning_rate->warmup = 4;
  c.budget = {.steps = 5};
  // w <- (1 - eta) w with eta 0.025, 0.05, 0.075, 0.1, 0.1
  EXPECT_NEAR(run(c).final_w.at(0), 0.975 * 0.95 * 0.925 * 0.9 * 0.9, 1e-15);
}

TEST(Run, EffectiveStepOfGradientDescentIsTheLearningRate) {
  auto c = two_wells("sgd", 0.01);
  c.recording.effective_step = true;
  const auto r = run(c);
  EXPECT_TRUE(std::isnan(r.points.front().effective_step));
  EXPECT_NEAR(r.points.at(50).effective_step, 0.01, 1e-12);
}

TEST(Run, VarianceOfTheGradientIsTheTheorys) {
  // Trace of the covariance at w = 0, softmax regression on digits: see tests/reference/README.md.
  for (const auto& [sampling, size, theory] : {std::tuple{suite::Sampling::replacement, 16, 0.888766},
                                               {suite::Sampling::shuffled, 16, 0.879483},
                                               {suite::Sampling::shuffled, 256, 0.0456839}}) {
    auto c = make_case("softmax_regression", Json::object(), "sgd");
    c.batch = {sampling, static_cast<std::uint64_t>(size)};
    c.recording.gradient_variance = true;
    c.budget = {.steps = 1};
    const auto r = run(c);
    EXPECT_NEAR(r.variance.theory / theory, 1, 1e-5);
    EXPECT_NEAR(r.variance.measured / theory, 1, 0.05);
  }
}

TEST(Run, SaysWhatIsWrongWithAStart) {
  auto c = two_wells("sgd");
  c.problem.start = {1, 2, 3};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::failed);
  EXPECT_EQ(r.reason, "start has 3 numbers, but the problem has dimension 2");
}

TEST(Run, StartsWhereTheSeedSays) {
  auto c = two_wells("sgd");
  c.problem.start.clear();
  c.recording.trajectory = true;
  const auto first = run(c, 1).trajectory;
  EXPECT_EQ(run(c, 1).trajectory, first);
  EXPECT_NE(run(c, 2).trajectory[0], first[0]);
  c.optimizer = two_wells("adam").optimizer;
  EXPECT_EQ(run(c, 1).trajectory[0], first[0]) << "start points must not depend on the optimizer";
}

TEST(Run, Float32AndFloat64Agree) {
  auto c = make_case("mlp", Json::object(), "sgd", Json::object(), 0.1);
  c.batch = {suite::Sampling::shuffled, 32};
  c.budget = {.steps = 50};
  c.precision = suite::Precision::float32;
  const auto low = run(c);
  c.precision = suite::Precision::float64;
  const auto high = run(c);
  EXPECT_NEAR(low.points.back().loss, high.points.back().loss, 1e-5);
  EXPECT_NE(low.points.back().loss, high.points.back().loss);
}

}  // namespace
}  // namespace slalom::test
