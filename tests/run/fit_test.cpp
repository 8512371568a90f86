// What fits whom: skipped pairs, hard bounds, roles of tensors, and trial points without a value.
#include "support/runs.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cmath>

namespace slalom::test {
namespace {

using run::Status;

suite::Case bounded(const std::string& optimizer, const Json& settings = Json::object()) {
  auto c = make_case("bounded", Json::object(), optimizer, settings);
  c.budget = {.steps = 3};
  c.recording.every = 1;
  return c;
}

suite::Case skips(const char* when) {
  auto c = make_case("sphere", {{"dimension", 3}}, "skips", {{"when", when}});
  c.budget = {.steps = 5};
  return c;
}

TEST(Skip, AnOptimizerMaySaySoUntilTheEndOfItsFirstStep) {
  EXPECT_EQ(run(skips("never")).status, Status::finished);
  const auto at_creation = run(skips("creation"));
  EXPECT_EQ(at_creation.status, Status::skipped);
  EXPECT_EQ(at_creation.reason, "no room for 3 variables");
  EXPECT_TRUE(at_creation.points.empty());
  const auto in_first = run(skips("first"));
  EXPECT_EQ(in_first.status, Status::skipped);
  EXPECT_EQ(in_first.reason, "not this one");
  EXPECT_TRUE(in_first.points.empty());
  const auto later = run(skips("third"));
  EXPECT_EQ(later.status, Status::failed);
  EXPECT_THAT(later.reason, testing::HasSubstr("in step 3 that the problem does not fit"));
}

TEST(Skip, AProblemMaySaySo) {
  auto c = make_case("bounded", {{"fits", 0}}, "sgd");
  const auto alone = run(c);
  EXPECT_EQ(alone.status, Status::skipped);
  EXPECT_EQ(alone.reason, "it cannot be");
  const auto many = run(plan_of({c, make_case("sphere", Json::object(), "sgd")}, {1, 2}));
  EXPECT_EQ(many[0].status, Status::skipped);
  EXPECT_EQ(many[1].status, Status::skipped);
  EXPECT_EQ(many[2].status, Status::finished);
}

TEST(Skip, SoDoesOneInsideOfAnother) {
  auto wrapped =
      make_case("sphere", Json::object(), "lookahead", {{"inner", {{"optimizer", "skips"}, {"when", "first"}}}});
  EXPECT_EQ(run(wrapped).status, Status::skipped) << run(wrapped).reason;
  wrapped =
      make_case("sphere", Json::object(), "lookahead", {{"inner", {{"optimizer", "skips"}, {"when", "creation"}}}});
  EXPECT_EQ(run(wrapped).status, Status::skipped) << run(wrapped).reason;
  const auto modified = make_case("shift", {{"inner", {{"problem", "bounded"}, {"fits", 0}, {"hard", true}}}}, "sgd");
  EXPECT_EQ(run(modified).status, Status::skipped) << run(modified).reason;
}

TEST(Skip, WhatDoesNotFitByItsNature) {
  const auto without_products = run(make_case("bounded", Json::object(), "needs_products"));
  EXPECT_EQ(without_products.status, Status::skipped);
  EXPECT_EQ(without_products.reason, "this problem offers no Hessian-vector products");
  auto float32 = make_case("sphere", Json::object(), "plain_c");
  float32.precision = suite::Precision::float32;
  EXPECT_EQ(run(float32).status, Status::skipped);
  EXPECT_THAT(run(float32).reason, testing::HasSubstr("does not offer float32"));
  EXPECT_EQ(run(make_case("powell", {{"dimension", 6}}, "sgd")).status, Status::skipped);
  const auto rotated = make_case("rotate", {{"inner", {{"problem", "bounded"}, {"fits", 1}, {"hard", true}}}}, "sgd");
  EXPECT_EQ(run(rotated).status, Status::skipped) << run(rotated).reason;
}

TEST(HardBounds, OutsideTheValueIsInfiniteAndTheProblemIsNotAsked) {
  for (const auto precision : {suite::Precision::float64, suite::Precision::float32}) {
    auto c = bounded("to_the_corner");
    c.precision = precision;
    const auto r = run(c);
    EXPECT_EQ(r.status, Status::finished) << r.reason;
    EXPECT_EQ(r.steps, 3U);
    EXPECT_EQ(r.evaluations, 5U) << "those outside are counted";
    EXPECT_NEAR(r.points.back().loss, 2 * std::sqrt(0.3), 1e-7);
  }
}

TEST(HardBounds, ARunThatLeavesThemHasDiverged) {
  const auto r = run(bounded("to_the_corner", {{"returns", false}}));
  EXPECT_EQ(r.status, Status::diverged);
  EXPECT_THAT(r.reason, testing::EndsWith("after step 2"));
  EXPECT_TRUE(std::isfinite(r.points.back().loss));
  auto descent = bounded("sgd");
  descent.optimizer.learning_rate->initial = 1;
  descent.budget = {.steps = 50};
  EXPECT_EQ(run(descent).status, Status::diverged);
}

TEST(HardBounds, OthersAreOnlyWhereRunsStart) {
  auto c = make_case("bounded", {{"hard", false}}, "sgd", Json::object(), 0.05);
  c.budget = {.steps = 2};
  EXPECT_EQ(run(c).status, Status::finished);
  EXPECT_EQ(run(make_case("bounded", {{"hard", false}}, "to_the_corner")).reason, "the bounds are not hard");
}

TEST(HardBounds, AModifierKeepsThem) {
  auto c = make_case("shift", {{"by", {1}}, {"inner", {{"problem", "bounded"}, {"fits", 1}, {"hard", true}}}},
                     "to_the_corner");
  c.budget = {.steps = 3};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_THAT(r.final_w, testing::Each(testing::DoubleNear(1.3, 1e-9)));
}

TEST(Interface, APluginOfTheFirstVersionRunsWithBoundsAndRoles) {
  const std::array files{build / "tests/hostile/version1.so", build / "tests/fixtures/bounded.so",
                         build / "problems/mlp.so"};
  const auto old = loader::Registry::load(files);
  auto c = bounded("plain_c", {{"scale", 1.0}});
  const auto plan = plan_of({c});
  const auto r = run::execute_one(plan, plan.runs.front(), old, options()).value();
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_EQ(r.steps, 3U);
}

TEST(Roles, OfNetworks) {
  const auto roles = [](const char* problem, const char* expected) {
    auto c = make_case(problem, Json::object(), "roles", {{"expected", expected}});
    c.budget = {.steps = 1};
    const auto r = run(c);
    EXPECT_EQ(r.status, Status::finished) << problem << ": " << r.reason;
  };
  roles("sphere", "");
  roles("mlp", "1434");
  roles("lenet", "6464141434");
}

TEST(Tensors, AskedForInAStepAreAClearFailure) {
  for (const auto* what : {"parts", "tensors", "domain", "setting"}) {
    const auto r = run(make_case("mlp", Json::object(), "asks_too_late", {{"what", what}}));
    EXPECT_EQ(r.status, Status::failed);
    EXPECT_THAT(r.reason, testing::HasSubstr("only while the plugin is constructed")) << what;
  }
}

TEST(NotFinite, ATrialPointMayBeRejected) {
  auto c = make_case("two_wells", Json::object(), "looks_far_away", Json::object(), 0.001);
  c.budget = {.steps = 20};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_EQ(r.steps, 20U);
  EXPECT_EQ(r.evaluations, 21U);
}

/// By steps of 0.5 from (2, 2): after the third w_1 is 0.5, where the gradient is NaN beside a value of 1.
suite::Case to_nan() {
  auto c = make_case("blind_to_nan", Json::object(), "sgd", Json::object(), 0.5);
  c.budget = {.steps = 20};
  return c;
}

TEST(NotFinite, AGradientBesideAFiniteValueIsSeenWhereStepsAreRecorded) {
  auto c = to_nan();
  c.recording.every = 1;
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::diverged);
  EXPECT_EQ(r.reason, "w was not finite after step 4");
  EXPECT_EQ(r.steps, 4U);
  EXPECT_TRUE(std::isnan(r.points.back().loss));
  EXPECT_TRUE(std::isnan(r.points.back().gradient_norm));
  EXPECT_TRUE(std::isnan(r.metrics.back()));
  c.recording.every = 10;
  const auto later = run(c);
  EXPECT_EQ(later.status, Status::diverged);
  EXPECT_EQ(later.reason, "w was not finite after step 10");
}

TEST(NotFinite, SuchAPointReachesNoTarget) {
  // max(0, NaN) = 0: all of these would hold there.
  for (const auto& stop : {suite::Stop{.loss = 0.1}, suite::Stop{.gap = 0.1}, suite::Stop{.gradient_norm = 0.1}}) {
    auto c = to_nan();
    c.stop = stop;
    c.targets = {0.1};
    const auto r = run(c);
    EXPECT_EQ(r.status, Status::diverged) << r.reason;
    EXPECT_FALSE(r.targets.at(0).reached);
  }
}

}  // namespace
}  // namespace slalom::test
