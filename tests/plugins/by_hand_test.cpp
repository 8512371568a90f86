// Single rules where their middle says nothing: at the ends of what floats hold, under schedules, after very many
// steps. The right values are steps done by hand, from the equations that stand at the top of each plugin.
#include "loader/optimizer.hpp"
#include "run/float_environment.hpp"
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>

namespace slalom::test {
namespace {

/// w after each step of an optimizer that is given these gradients, whatever w is; the loss is always 1.
template <class Real>
struct Given {
  std::function<std::vector<double>(std::size_t)> gradients;
  std::size_t step = 0;

  static slalom_status value(void*, const void*, double* value) {
    *value = 1;
    return SLALOM_OK;
  }
  static slalom_status gradient(void* self, const void*, void* gradient, double* value) {
    const auto& given = *static_cast<Given*>(self);
    const auto g = given.gradients(given.step);
    for (std::size_t i = 0; i < g.size(); ++i) static_cast<Real*>(gradient)[i] = static_cast<Real>(g[i]);
    *value = 1;
    return SLALOM_OK;
  }
  static const std::uint32_t* batch(void*, std::size_t* count) {
    *count = 1;
    return nullptr;
  }
};

using Gradients = std::function<std::vector<double>(std::size_t)>;
using Rates = std::function<double(std::size_t)>;

template <class Real>
std::vector<std::vector<Real>> steps(const std::string& name, const Json& settings, const Gradients& gradients,
                                     std::vector<double> from, const Rates& rates, std::size_t count,
                                     const std::vector<std::size_t>& shape = {}) {
  const run::FloatEnvironment as_in_a_run;
  const auto& entry = *registry().optimizer(name);
  const slalom_tensor tensor{sizeof(slalom_tensor), "W", 0, shape.size(), shape.data()};
  const slalom_tensor* const tensors[] = {&tensor};
  const slalom_space space{sizeof(slalom_space), from.size(), tensors, shape.empty() ? std::size_t{0} : 1};
  const loader::OptimizerState state(entry, loader::complete(entry.settings, settings), space,
                                     std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64, 1,
                                     {registry(), build / "data"});
  Given<Real> given{gradients};
  const slalom_oracle oracle{
      sizeof(slalom_oracle), &given, 1, Given<Real>::value, Given<Real>::gradient, Given<Real>::gradient, nullptr,
      Given<Real>::batch};
  std::vector<Real> w(from.begin(), from.end());
  std::vector<std::vector<Real>> path{w};
  for (; given.step < count; ++given.step) {
    EXPECT_EQ(state.step()(state.c(), &oracle, w.data(), rates(given.step)), SLALOM_OK) << state.services().failure();
    path.push_back(w);
  }
  return path;
}

/// A function of one variable; while it is blocked, it has no finite value.
struct Line {
  std::function<std::pair<double, double>(double)> at;  // value and slope
  bool blocked = false;

  static slalom_status gradient(void* self, const void* w, void* gradient, double* value) {
    const auto& line = *static_cast<Line*>(self);
    const auto [height, slope] = line.at(*static_cast<const double*>(w));
    *static_cast<double*>(gradient) = slope;
    *value = line.blocked ? std::numeric_limits<double>::infinity() : height;
    return SLALOM_OK;
  }
  static slalom_status value(void* self, const void* w, double* value) {
    double unused{};
    return gradient(self, w, &unused, value);
  }
  static const std::uint32_t* batch(void*, std::size_t* count) {
    *count = 1;
    return nullptr;
  }
};

/// w after each step; in those of `blocked` the line has no value.
std::vector<double> steps_along(Line line, const std::string& name, const Json& settings, double w,
                                const std::vector<bool>& blocked) {
  const auto& entry = *registry().optimizer(name);
  const slalom_space space{sizeof(slalom_space), 1, nullptr, 0};
  const loader::OptimizerState state(entry, loader::complete(entry.settings, settings), space, SLALOM_FLOAT64, 1,
                                     {registry(), build / "data"});
  const slalom_oracle oracle{sizeof(slalom_oracle), &line,          1,       Line::value,
                             Line::gradient,        Line::gradient, nullptr, Line::batch};
  std::vector<double> path;
  for (const bool now : blocked) {
    line.blocked = now;
    EXPECT_EQ(state.step()(state.c(), &oracle, &w, 0), SLALOM_OK) << state.services().failure();
    path.push_back(w);
  }
  return path;
}

Rates always(double rate) {
  return [=](std::size_t) { return rate; };
}
Rates falling(double rate, double factor) {
  return [=](std::size_t k) { return rate * std::pow(factor, static_cast<double>(k)); };
}
Gradients repeated(std::vector<double> g) {
  return [=](std::size_t) { return g; };
}
std::vector<double> waves(std::size_t k) {
  const auto t = static_cast<double>(k);
  return {std::sin(t + 1), 0.5 * std::cos(2 * t), 0.01 * std::sin(3 * t + 2)};
}
const std::vector<double> three{1, -2, 0.5};

template <class Real>
void expect_close(const std::vector<Real>& w, const std::vector<Real>& expected, double tolerance) {
  for (std::size_t i = 0; i < w.size(); ++i)
    EXPECT_NEAR(w[i], expected[i], tolerance * std::max(1.0, std::abs(static_cast<double>(expected[i])))) << "w" << i;
}

/// w - eta times this, in float32 at gradients whose squares it cannot hold.
void expect_first_step(const std::string& name, const Json& settings, const std::vector<double>& gradient, double rate,
                       const std::vector<double>& moves) {
  const auto path = steps<float>(name, settings, repeated(gradient), {3, 4}, always(rate), 1);
  const double start[] = {3, 4};
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_NEAR(path[1][i], start[i] - moves[i], 1e-6) << name << " " << settings << ", w" << i;
}

template <class Real>
class ByHand : public testing::Test {};
using Reals = testing::Types<double, float>;
TYPED_TEST_SUITE(ByHand, Reals);

TYPED_TEST(ByHand, FtrlWithoutPenaltiesIsAdaGradAtAnySchedule) {
  for (const auto& rates : {always(0.1), falling(0.1, 0.9), falling(1e-3, 2), falling(1e-20, 1)}) {
    const auto ftrl = steps<TypeParam>("ftrl", {{"beta", 0}}, waves, three, rates, 12);
    const auto adagrad = steps<TypeParam>("adagrad", {{"epsilon", 0}}, waves, three, rates, 12);
    for (std::size_t k = 0; k < ftrl.size(); ++k)
      expect_close(ftrl[k], adagrad[k], 8 * std::numeric_limits<TypeParam>::epsilon());
  }
}

TYPED_TEST(ByHand, FtrlBeginsWhereItStarts) {
  const double tolerance = 8 * std::numeric_limits<TypeParam>::epsilon();
  const auto stays = steps<TypeParam>("ftrl", Json::object(), repeated({0, 0, 0}), three, falling(0.1, 0.5), 9);
  EXPECT_EQ(stays.back(), stays.front());
  const auto path = steps<TypeParam>("ftrl", {{"beta", 2}}, repeated({3, 4, 0}), three, always(0.1), 1);
  expect_close(path[1], {TypeParam(1 - 0.1 * 3 / 5), TypeParam(-2 - 0.1 * 4 / 6), TypeParam(0.5)}, tolerance);
}

// f = -w, and 2 w^2 more where w < 0. From -1 the first step goes to 0: s = 1, y = -1 - (-5) = 4, H = s/y = 1/4. From
// there on the slope is -1: d = 1/4, and the search goes as far as it may, 1e10 d, where y is 0.
TEST(RuleByHand, APairThatLbfgsRejectsLeavesItsMemoryAsItWas) {
  const Line line{[](double w) {
    const double below = std::min(w, 0.0);
    return std::pair(-w + 2 * below * below, -1 + 4 * below);
  }};
  for (const int memory : {1, 2, 3}) {
    const auto path = steps_along(line, "lbfgs", {{"memory", memory}}, -1, {false, false, false, false});
    expect_close<double>(path, {0, 2.5e9, 5e9, 7.5e9}, 1e-6);
    // A search that fails is followed by steepest descent, d = 1.
    const auto failed = steps_along(line, "lbfgs", {{"memory", memory}}, -1, {false, true, false});
    expect_close<double>(failed, {0, 0, 1e10}, 1e-6);
  }
}

TEST(RuleByHand, FtrlAfterItsOwnEquations) {
  // sigma and z as McMahan et al. have them, for a schedule: the sum of the sigmas is the present D.
  const double beta = 0.5, l1 = 0.3, l2 = 0.2;
  const auto rates = falling(0.2, 0.8);
  const auto path = steps<double>("ftrl", {{"beta", beta}, {"l1", l1}, {"l2", l2}}, waves, three, rates, 20);
  std::vector<double> w = three, z(3), D(3), n(3);
  for (std::size_t i = 0; i < 3; ++i) z[i] = -(D[i] = beta / rates(0)) * w[i];
  for (std::size_t k = 0; k < 20; ++k) {
    const auto g = waves(k);
    for (std::size_t i = 0; i < 3; ++i) {
      n[i] += g[i] * g[i];
      const double now = (beta + std::sqrt(n[i])) / rates(k), sigma = now - D[i];
      D[i] = now;
      z[i] += g[i] - sigma * w[i];
      w[i] = std::abs(z[i]) <= l1 ? 0 : (std::copysign(l1, z[i]) - z[i]) / (D[i] + l2);
    }
    expect_close(path[k + 1], w, 1e-12);
  }
}

TYPED_TEST(ByHand, FtrlStaysAtARateOf0) {
  for (const double tiny : {0.0, 1e-39, 1e-300}) {
    const auto rates = [=](std::size_t k) { return k == 4 ? tiny : 0.1; };
    for (const Json& settings : {Json::object(), Json{{"beta", 0}, {"l1", 0.1}, {"l2", 0.1}}}) {
      const auto path = steps<TypeParam>("ftrl", settings, waves, three, rates, 10);
      EXPECT_EQ(path[5], path[4]);
      for (const auto x : path.back()) EXPECT_TRUE(std::isfinite(x));
      EXPECT_NE(path[6], path[5]);
    }
  }
}

TYPED_TEST(ByHand, BoundsFollowTheSchedule) {
  // Luo et al.'s code: the final rate is final_rate eta / eta_0. So late that the bounds have closed, w loses that
  // times m.
  for (const auto* name : {"adabound", "amsbound"}) {
    const Json settings{{"gamma", 1e9}, {"final_rate", 0.1}, {"beta1", 0}};
    const auto rates = falling(0.01, 0.5);
    const auto path = steps<TypeParam>(name, settings, waves, three, rates, 8);
    std::vector<TypeParam> w(three.begin(), three.end());
    for (std::size_t k = 0; k < 8; ++k) {
      for (std::size_t i = 0; i < 3; ++i)
        w[i] -= static_cast<TypeParam>(0.1 * std::pow(0.5, static_cast<double>(k)) * waves(k)[i]);
      expect_close(path[k + 1], w, 1e-6);
    }
  }
}

TEST(RuleByHand, BoundsFollowTheWarmUp) {
  // After the same authors' code: eta_0 is the rate that the warm-up leads to. With bounds that have closed and
  // final_rate eta_0 the rule is gradient descent, inside of a wrapper too: the first step is 0.01 / 5 * 10 along w1.
  const auto path = [](const std::string& name, const Json& settings) {
    auto c = make_case("quadratic", {{"dimension", 2}, {"condition", 10}}, name, settings, 0.01);
    c.problem.start = {1, 1};
    c.optimizer.learning_rate->warmup = 5;
    c.optimizer.learning_rate->schedule = "exponential";
    c.optimizer.learning_rate->settings = {{"decay", 0.9}};
    c.budget.steps = 20;
    c.recording.every = 1;
    c.recording.trajectory = true;
    return run(c).trajectory;
  };
  const auto descent = path("sgd", Json::object());
  ASSERT_EQ(descent.size(), 2 * 21U);
  for (const auto* name : {"adabound", "amsbound"}) {
    const Json bounded{{"gamma", 1e9}, {"final_rate", 0.01}, {"beta1", 0}};
    auto inner = bounded;
    inner["optimizer"] = name;
    for (const auto& found : {path(name, bounded), path("lookahead", {{"inner", inner}, {"period", 100}})}) {
      ASSERT_EQ(found.size(), descent.size());
      for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], descent[i], 1e-6) << name << " " << i;
    }
  }
}

TEST(RuleByHand, RmsPropsDeviationIsNoRootOfANegativeNumber) {
  auto c = make_case("quadratic", {{"dimension", 3}, {"condition", 7}}, "rmsprop_momentum", Json::object(), 0.0001);
  c.problem.start = {1, 2, 3};
  c.optimizer.learning_rate->schedule = "exponential";
  c.optimizer.learning_rate->settings = {{"decay", 0.99}};
  c.budget.steps = 5000;
  const auto r = run(c);
  EXPECT_EQ(r.status, run::Status::finished) << r.reason;
  EXPECT_NEAR(r.points.back().loss, 11.0473, 5e-5);
}

TYPED_TEST(ByHand, PsgdStaysWhereThereIsNoGradientAndGoesOnWhereThereIs) {
  for (const auto& shape : std::vector<std::vector<std::size_t>>{{3}, {3, 1}, {1, 3}}) {
    const auto path = steps<TypeParam>(
        "psgd_kron", Json::object(), [](std::size_t k) { return k < 5000 ? std::vector<double>(3) : waves(k); }, three,
        always(0.01), 5010, shape);
    EXPECT_EQ(path[5000], path[0]);
    for (const auto x : path.back()) EXPECT_TRUE(std::isfinite(x));
    EXPECT_NE(path.back(), path[0]);
  }
  const auto path =
      steps<TypeParam>("psgd_kron", Json::object(),
                       [](std::size_t k) {
                         return k < 20 || k > 4000 ? std::vector<double>{1, 2, 3, 4} : std::vector<double>(4);
                       },
                       {1, 1, 1, 1}, always(0.01), 4020, {2, 2});
  for (const auto x : path.back()) EXPECT_TRUE(std::isfinite(x));
}

TYPED_TEST(ByHand, AcpropsMeanIsNotBegunAnew) {
  // beta2^k is 0 from step 1075 on, as with the usual beta2 from 745,000 on.
  const double beta2 = 0.5, eps = 1e-16;
  const auto path = steps<TypeParam>("acprop", {{"beta2", beta2}}, waves, three, always(0.01), 1300);
  std::vector<double> w = three, m(3), s(3, 1);
  for (std::size_t k = 0; k < 1300; ++k) {
    const auto g = waves(k);
    const double correction = k == 0 ? 1 : 1 - std::pow(beta2, static_cast<double>(k));
    for (std::size_t i = 0; i < 3; ++i) {
      w[i] -= 0.01 * g[i] / (std::sqrt(s[i] / correction) + eps);
      s[i] = (k == 0 ? 0 : beta2) * s[i] + (1 - beta2) * (g[i] - m[i]) * (g[i] - m[i]) + eps;
      m[i] = 0.9 * m[i] + 0.1 * g[i];
    }
  }
  const double tolerance = std::is_same_v<TypeParam, float> ? 1e-3 : 1e-9;
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(path.back()[i], w[i], tolerance) << "w" << i;
}

TYPED_TEST(ByHand, MuonDecaysWithoutMomentum) {
  const auto path =
      steps<TypeParam>("muon", {{"weight_decay", 0.5}}, repeated({0, 0, 0, 0}), {1, -2, 3, 4}, always(0.1), 2, {2, 2});
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(path[2][i], path[0][i] * 0.95 * 0.95, 1e-6);
}

TEST(RuleByHand, SumsOfSquaresThatFloatsCannotHold) {
  for (const double scale : {1e-25, 1e-20, 1e20, 1e25}) {
    const std::vector<double> g{3 * scale, 4 * scale};
    const double big = scale > 1 ? 1 : 0;
    expect_first_step("clipped_sgd", Json::object(), g, 0.1, {big * 0.06, big * 0.08});
    expect_first_step("clip", Json::object(), g, 0.1, {big * 0.06, big * 0.08});
    if (scale < 1) expect_first_step("clipped_sgd", {{"max_norm", scale}}, g, 0.1 / scale, {0.06, 0.08});
    expect_first_step("lars", Json::object(), g, 1, {0.003, 0.004});
    expect_first_step("novograd", {{"epsilon", 0}}, g, 0.1, {0.06, 0.08});
    expect_first_step("fromage", {{"minimum_norm", 0}}, g, 0.1,
                      {3 - (3 - 0.3) / std::sqrt(1.01), 4 - (4 - 0.4) / std::sqrt(1.01)});
    expect_first_step("dog", {{"epsilon", 0}, {"first_distance", 0.01}}, g, 1, {0.036, 0.048});
    expect_first_step("dadapt_sgd", {{"d0", 0.1}, {"momentum", 0}}, g, 1, {0.06, 0.08});
    expect_first_step("barzilai_borwein", Json::object(), g, 0.01 / scale, {0.03, 0.04});
    if (scale > 1)
      expect_first_step("polyak_sgd", {{"minimum", 1 - 25 * scale}, {"c", 1}}, g, 1e30, {3, 4});
    else
      expect_first_step("polyak_sgd", Json::object(), g, 0.1 / scale, {0.3, 0.4});
    expect_first_step("adafactor", {{"epsilon1", 0}, {"epsilon2", 0}}, g, 0.1,
                      {0.1 * std::sqrt(12.5), 0.1 * std::sqrt(12.5)});
    const auto muon = steps<float>("muon", Json::object(), repeated({3 * scale, 0, 0, 3 * scale}), {1, 1, 1, 1},
                                   always(0.1), 1, {2, 2});
    const auto usual =
        steps<float>("muon", Json::object(), repeated({3, 0, 0, 3}), {1, 1, 1, 1}, always(0.1), 1, {2, 2});
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(muon[1][i], usual[1][i], 1e-6);
    EXPECT_LT(muon[1][0], 0.95F);
  }
  const auto mars = steps<float>("mars", Json::object(), repeated({3e20, 4e20}), {3, 4}, always(0.1), 1);
  EXPECT_NEAR(mars[1][0], 2.9, 1e-6);
  const auto shampoo = steps<float>("shampoo", Json::object(), repeated({3e20, 4e20}), {3, 4}, always(0.1), 1);
  EXPECT_NEAR(shampoo[1][0], 2.94, 1e-6);
  EXPECT_NEAR(shampoo[1][1], 3.92, 1e-6);
}

TEST(RuleByHand, SignsThatAProductOfFloatsCannotTell) {
  const Gradients tiny = [](std::size_t k) { return std::vector<double>{k == 2 ? -1e-25 : 1e-25, 1e-25}; };
  for (const auto* name : {"rprop", "irprop_plus"}) {
    const auto path = steps<float>(name, Json::object(), tiny, {1, 1}, always(0.01), 3);
    EXPECT_NEAR(path[2][1], 1 - 0.01 - 0.012, 1e-7) << name;
    EXPECT_NEAR(path[3][1], 1 - 0.01 - 0.012 - 0.0144, 1e-7) << name;
    EXPECT_EQ(path[3][0], path[2][0]) << name << ": after a turn the gradient counts as 0 once";
  }
  for (const auto& [name, settings] :
       std::map<std::string, Json>{{"adamw", {{"weight_decay", 0}, {"epsilon", 1e-28}}}, {"lion", {{"beta2", 0.5}}}}) {
    auto cautious = settings;
    cautious["cautious"] = true;
    const auto path = steps<float>(name, cautious, tiny, {1, 1}, always(0.01), 3);
    EXPECT_NE(path[1][0], path[0][0]) << name;
    EXPECT_EQ(path[3][0], path[2][0]) << name;
    EXPECT_LT(path[3][1], path[2][1]) << name;
  }
}

TYPED_TEST(ByHand, ShampooOfATensorWithThreeIndices) {
  // G has 3 at (0, 0, 0) and 4 at (0, 1, 1): H_1 has 25 at (0, 0), H_2 and H_3 are diag(9, 16), and the power is -1/6.
  const auto path = steps<TypeParam>("shampoo", {{"epsilon", 1e-12}}, repeated({3, 0, 0, 4, 0, 0, 0, 0}),
                                     std::vector<double>(8), always(0.5), 2, {2, 2, 2});
  const double root = std::pow(25, -1.0 / 6), first[] = {std::cbrt(3) * root / 2, std::cbrt(4) * root / 2};
  const double second[] = {first[0] * (1 + std::sqrt(0.5)), first[1] * (1 + std::sqrt(0.5))};
  const double tolerance = std::is_same_v<TypeParam, float> ? 1e-6 : 1e-10;
  EXPECT_NEAR(path[1][0], -first[0], tolerance);
  EXPECT_NEAR(path[1][3], -first[1], tolerance);
  EXPECT_NEAR(path[2][0], -second[0], tolerance);
  EXPECT_NEAR(path[2][3], -second[1], tolerance);
  for (const std::size_t i : {1, 2, 4, 5, 6, 7}) EXPECT_NEAR(path[2][i], 0, tolerance);
}

}  // namespace
}  // namespace slalom::test
