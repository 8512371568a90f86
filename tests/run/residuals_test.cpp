// Residuals: who has them, what they cost, and what happens outside of bounds.
#include "support/runs.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using run::Status;

suite::Case fit(const Json& problem = Json::object(), const Json& optimizer = Json::object()) {
  auto c = make_case("line_fit", problem, "gauss_newton_fixture", optimizer);
  c.budget = {.steps = 3};
  return c;
}

TEST(Residuals, AnOptimizerReachesTheLeastSquaresByThem) {
  for (const auto precision : {suite::Precision::float64, suite::Precision::float32}) {
    auto c = fit();
    c.precision = precision;
    const auto r = run(c);
    ASSERT_EQ(r.status, Status::finished) << r.reason;
    EXPECT_NEAR(r.points.back().loss, 1.0 / 12, 1e-6);
    EXPECT_NEAR(r.final_w[0], 5.0 / 6, 1e-5);
    EXPECT_NEAR(r.final_w[1], 2.5, 1e-5);
  }
}

TEST(Residuals, AProblemInCMayHaveThem) {
  auto c = make_case("squares_in_c", Json::object(), "gauss_newton_fixture");
  c.budget = {.steps = 3};
  const auto r = run(c);  // two steps suffice for Rosenbrock's function
  ASSERT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_NEAR(r.points.back().loss, 0, 1e-20);
}

TEST(Residuals, EachCallIsOneEvaluation) {
  EXPECT_EQ(run(fit()).evaluations, 3U);
  EXPECT_EQ(run(fit(Json::object(), {{"by_product", true}})).evaluations, 6U);
  auto short_of_one = fit(Json::object(), {{"by_product", true}});
  short_of_one.budget = {.evaluations = 5};
  const auto r = run(short_of_one);
  EXPECT_EQ(r.status, Status::finished);
  EXPECT_EQ(r.steps, 2U) << "the third step is not finished, and does not count";
  EXPECT_EQ(r.evaluations, 4U);
}

TEST(Residuals, TheNormOfTheGradientFollowsFromThem) {
  auto c = fit();
  c.budget = {.steps = 100};
  c.stop.gradient_norm = 1e-9;
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::target) << r.reason;
  EXPECT_LT(r.steps, 5U);
}

TEST(Residuals, ProblemsWithoutThemAreSkipped) {
  const auto r = run(make_case("sphere", Json::object(), "gauss_newton_fixture"));
  EXPECT_EQ(r.status, Status::skipped);
  EXPECT_EQ(r.reason, "this problem has no residuals: its value is not given as a sum of squares");
  auto c = make_case("squares_in_c", Json::object(), "gauss_newton_fixture", {{"by_product", true}});
  c.budget = {.steps = 3};
  EXPECT_EQ(run(c).status, Status::skipped) << "its products are not offered";
}

TEST(Residuals, AnOptimizerInsideOfAnotherGetsThem) {
  auto c = make_case("line_fit", Json::object(), "lookahead",
                     {{"inner", {{"optimizer", "gauss_newton_fixture"}, {"by_product", false}, {"outside", 0.0}}}});
  c.budget = {.steps = 50};
  const auto r = run(c);
  ASSERT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_NEAR(r.points.back().loss, 1.0 / 12, 1e-3) << "it began at 23";
}

TEST(Residuals, OutsideOfHardBoundsTheyAreInfiniteAndCounted) {
  auto c = fit({{"hard", true}}, {{"outside", 500.0}});
  c.budget = {.steps = 1};
  const auto r = run(c);
  ASSERT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_EQ(r.final_w[0], 1) << "it saw infinite residuals and no Jacobian";
  EXPECT_EQ(r.evaluations, 1U);
}

}  // namespace
}  // namespace slalom::test
