// What is proven of optimizers, measured on our own runs.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace slalom::test {
namespace {

constexpr double condition = 100;  // of the quadratic with eigenvalues from 1 to it

suite::Case on_quadratic(const std::string& optimizer, const Json& settings, std::optional<double> rate,
                         std::size_t dimension = 10) {
  auto c = make_case("quadratic", {{"dimension", dimension}, {"condition", condition}}, optimizer, settings, rate);
  c.problem.start = std::vector<double>(dimension, 1.0);
  c.recording.every = 1;
  return c;
}

/// Factor a step by which the distance from the minimum, the root of the loss, shrinks between a step and the last.
double contraction(const run::RunRecord& r, std::size_t from) {
  const auto& a = r.points.at(from);
  const auto& b = r.points.back();
  return std::pow(b.loss / a.loss, 0.5 / static_cast<double>(b.step - a.step));
}

TEST(Theory, GradientDescentContractsByKappaMinusOneOverKappaPlusOne) {
  auto c = on_quadratic("sgd", Json::object(), 2 / (1 + condition));
  c.budget.steps = 1000;
  EXPECT_NEAR(contraction(run(c), 500), (condition - 1) / (condition + 1), 1e-6);
}

TEST(Theory, HeavyBallContractsByTheRootOfKappa) {
  const double root = std::sqrt(condition), factor = (root - 1) / (root + 1);
  auto c = on_quadratic("momentum", {{"momentum", factor * factor}}, 4 / ((root + 1) * (root + 1)));
  c.budget.steps = 150;
  // The error of a double root falls as k factor^k; (k + 1) / k is within 2 % of 1 from step 50 on.
  EXPECT_NEAR(contraction(run(c), 50), factor, 0.02);
}

TEST(Theory, AcceleratedGradientStaysUnderItsBoundAndGradientDescentDoesNot) {
  constexpr double L = 1e4, squared_distance = 10;  // from (1, ..., 1) to 0
  for (const auto* name : {"accelerated_gradient", "sgd"}) {
    auto c = make_case("quadratic", {{"dimension", 10}, {"condition", L}}, name, Json::object(), 1 / L);
    c.problem.start = std::vector<double>(10, 1.0);
    c.budget.steps = 1000;
    c.recording.every = 1;
    const auto r = run(c);
    int above = 0;
    for (const auto& point : r.points) {
      const double k = static_cast<double>(point.step) + 1;
      above += point.loss > 2 * L * squared_distance / (k * k) ? 1 : 0;
    }
    EXPECT_EQ(above > 0, std::string(name) == "sgd") << name << ": above it in " << above << " steps";
  }
}

TEST(Theory, NewtonAndConjugateDirectionsEndInAsManyStepsAsThereAreVariables) {
  constexpr std::size_t n = 5;
  for (const auto* name : {"bfgs", "conjugate_gradient"}) {
    auto c = on_quadratic(name, Json::object(), std::nullopt, n);
    c.budget.steps = 8 * n;  // the line search is not exact
    EXPECT_LT(run(c).points.back().loss, 1e-10 * run(c).points.front().loss) << name;
  }
  auto c = on_quadratic("newton_cg", Json::object(), std::nullopt, n);
  c.budget.steps = 8;
  EXPECT_LT(run(c).points.back().loss, 1e-12);
}

TEST(Theory, NewtonsMethodDoesNotSeeAnAffineMap) {
  // Where the Newton equation is solved exactly and the trust region is no limit, steps on f(A x) from A^-1 w are A^-1
  // times those on f from w: here A = D R of condition 100, and the losses are the same. Inexact steps, the trust
  // region and gradient descent see A.
  const Json regression{{"problem", "logistic_regression"}, {"l2", 0.01}};
  const Json mapped{{"inner", {{"problem", "condition"}, {"condition", 1e4}, {"inner", regression}}}};
  const auto losses = [&](const std::string& problem, const Json& problem_settings, const std::string& optimizer,
                          const Json& settings, std::optional<double> rate) {
    auto c = make_case(problem, problem_settings, optimizer, settings, rate);
    c.problem.start = std::vector<double>(31, 0.0);  // where A is 0 too
    c.budget.steps = 7;
    c.recording.every = 1;
    std::vector<double> all;
    for (const auto& point : run(c).points) all.push_back(point.loss);
    return all;
  };
  const auto largest_difference = [&](const std::string& optimizer, const Json& settings, std::optional<double> rate) {
    const auto plain = losses("logistic_regression", {{"l2", 0.01}}, optimizer, settings, rate);
    const auto in_other_coordinates = losses("rotate", mapped, optimizer, settings, rate);
    EXPECT_EQ(plain.size(), 8U);
    double largest = 0;
    for (std::size_t k = 0; k < plain.size(); ++k)
      largest = std::max(largest, std::abs(plain[k] - in_other_coordinates.at(k)) / plain[k]);
    EXPECT_LT(plain.back(), plain.front() / 3) << optimizer;
    return largest;
  };
  const Json wide{{"radius", 1e6}, {"largest_radius", 1e6}};
  Json exact = wide;
  exact["forcing"] = 1e-12;
  exact["inner_steps"] = 1000;
  EXPECT_LT(largest_difference("trust_ncg", exact, std::nullopt), 1e-10);
  EXPECT_GT(largest_difference("trust_ncg", wide, std::nullopt), 1e-3);
  EXPECT_GT(largest_difference("trust_ncg", Json::object(), std::nullopt), 1e-3);
  EXPECT_GT(largest_difference("bfgs", Json::object(), std::nullopt), 1e-3);
}

/// Loss above the minimum after 20 and after 60 epochs of logistic regression, one example a batch.
std::pair<double, double> gaps(const std::string& optimizer, double rate) {
  const Json problem{{"l2", 0.1}};
  auto exact = make_case("logistic_regression", problem, "lbfgs");
  exact.budget.steps = 200;
  static const double minimum = run(exact).points.back().loss;
  const auto after = [&](double epochs) {
    auto c = make_case("logistic_regression", problem, optimizer, Json::object(), rate);
    c.batch = {suite::Sampling::shuffled, 1};
    c.budget.steps.reset();
    c.budget.epochs = epochs;
    c.recording.points = 2;
    return run(c).points.back().loss - minimum;
  };
  return {after(20), after(60)};
}

TEST(Theory, VarianceReductionConvergesWhereSgdStalls) {
  const auto [sgd_early, sgd_late] = gaps("sgd", 0.01);
  EXPECT_GT(sgd_late, sgd_early / 10) << "SGD ends in a ball of noise";
  for (const auto* name : {"svrg", "saga", "sarah"}) {
    const auto [early, late] = gaps(name, 0.01);
    EXPECT_LT(late, sgd_late / 1e3) << name;
    EXPECT_LT(late, std::max(early / 1e2, 1e-14)) << name << " after 20 epochs: " << early;
  }
}

TEST(Theory, AdamGoesTheWrongWayWhereAmsGradDoesNot) {
  for (const auto* name : {"adam", "amsgrad"}) {
    auto c = make_case("reddi", Json::object(), name, {{"beta1", 0}, {"beta2", 1.0 / 17}}, 0.01);
    c.batch = {suite::Sampling::sequential, 1};
    c.budget.steps = 3000;
    const double w = run(c).final_w.at(0);
    EXPECT_GT(std::string(name) == "adam" ? w : -w, 1) << name << " ended at " << w;
  }
}

TEST(Theory, AdamDoesNotSeeTheScaleOfTheGradient) {
  // In coordinates and at a rate 1024 times as large, the gradient is so too.
  const auto path = [](double scale) {
    auto c = on_quadratic("adam", {{"epsilon", 0}}, 0.01 * scale);
    for (double& x : c.problem.start) x *= scale;
    c.budget.steps = 200;
    c.recording.trajectory = true;
    return run(c).trajectory;
  };
  const auto plain = path(1), scaled = path(1024);
  for (std::size_t i = 0; i < plain.size(); ++i) ASSERT_EQ(scaled[i], 1024 * plain[i]) << "number " << i;
}

TEST(Theory, RankBasedMethodsDoNotSeeAMonotoneTransformation) {
  for (const auto* name : {"cma_es", "sep_cma_es", "differential_evolution", "particle_swarm", "nelder_mead",
                           "evolution_strategy", "random_search", "coordinate_search"}) {
    const auto end = [&](const std::string& problem) {
      auto c = make_case(problem, {{"dimension", 4}}, name);
      c.problem.start = {0.5, -1, 0.25, 1};
      c.budget.steps = 60;
      return run(c).final_w;
    };
    EXPECT_EQ(end("sphere"), end("fourth_root")) << name;
  }
}

TEST(Theory, TheOneFifthRuleConvergesLinearly) {
  // A (1+1) strategy needs about 7 n steps for a factor of 10 in distance (Rechenberg 1973: 0.202 / n a step).
  auto c = make_case("sphere", {{"dimension", 10}}, "evolution_strategy");
  c.problem.start = std::vector<double>(10, 1.0);
  c.budget.steps = 4000;
  c.recording.every = 500;
  const auto r = run(c);
  const double rate = std::log(r.points.back().loss / r.points.at(2).loss) / 2 / 3000;
  EXPECT_LT(rate, -0.012);
  EXPECT_GT(rate, -0.0202);
}

TEST(Theory, LangevinDynamicsSampleTheGaussian) {
  // On x^2 / 2 at temperature T the stationary variance of w <- (1 - eta) w + sqrt(2 eta T) z is T / (1 - eta / 2).
  auto c = make_case("quadratic", {{"dimension", 100}, {"condition", 1}}, "sgld", {{"temperature", 0.5}}, 0.1);
  c.budget.steps = 20'000;
  c.recording.every = 20;
  const auto r = run(c);
  double sum = 0, count = 0;
  for (const auto& point : r.points)
    if (point.step > 200) sum += 2 * point.loss / 100, ++count;
  EXPECT_NEAR(sum / count, 0.5 / (1 - 0.05), 0.01);
}

TEST(Theory, FadingNoiseHasTheVarianceThatItIsSaidToHave) {
  // One step from the minimum of the quadratic moves w by eta z: the loss is eta^2 s / 2 on the average.
  auto c = make_case("quadratic", {{"dimension", 2000}, {"condition", 1}}, "noisy_sgd", {{"variance", 0.04}}, 0.5);
  c.problem.start = std::vector<double>(2000, 0.0);
  c.budget.steps = 1;
  EXPECT_NEAR(2 * run(c).points.back().loss / 2000, 0.25 * 0.04, 0.25 * 0.04 * 0.15);
  c.optimizer.settings["gamma"] = 1.0;
  c.budget.steps = 3;  // variances 1, 1/2, 1/3 of 0.04; each step also halves w
  EXPECT_NEAR(2 * run(c).points.back().loss / 2000, 0.01 * (1.0 / 16 + 1.0 / 8 + 1.0 / 3), 0.01 * 0.08);
}

}  // namespace
}  // namespace slalom::test
