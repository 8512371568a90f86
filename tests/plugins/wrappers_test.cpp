// Optimizers around others: what a wrapper that changes nothing leaves as it was, and what each passes through.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace slalom::test {
namespace {

run::RunRecord run_recorded(const std::string& problem, const Json& problem_settings, const std::string& optimizer,
                            const Json& settings, bool batches, suite::Precision precision) {
  auto c = make_case(problem, problem_settings, optimizer, settings, 0.003);
  c.budget.steps = 40;
  c.recording.every = 1;
  c.recording.trajectory = true;
  c.precision = precision;
  if (batches) c.batch = {suite::Sampling::shuffled, 8};
  return run(c);
}

struct Neutral {
  std::string wrapper;
  Json settings;
};
std::ostream& operator<<(std::ostream& out, const Neutral& n) { return out << n.wrapper << n.settings; }

class NeutralWrapper : public testing::TestWithParam<Neutral> {
 protected:
  /// The wrapper around the inner one, and around itself around the inner one, gives the bits of the inner one alone.
  static void expect_the_same(const std::string& inner, const std::string& problem, bool batches,
                              suite::Precision precision = suite::Precision::float64,
                              const Json& problem_settings = Json::object()) {
    const auto& [wrapper, settings] = GetParam();
    const Json inner_one{{"optimizer", inner}};
    Json once = settings, twice = settings;
    once["inner"] = inner_one;
    twice["inner"] = once;
    twice["inner"]["optimizer"] = wrapper;
    const auto alone = run_recorded(problem, problem_settings, inner, Json::object(), batches, precision);
    ASSERT_GT(alone.trajectory.size(), 4U);
    EXPECT_NE(alone.trajectory.front(), alone.trajectory.back());
    for (const auto& nested : {once, twice}) {
      const auto r = run_recorded(problem, problem_settings, wrapper, nested, batches, precision);
      EXPECT_EQ(r.status, alone.status) << r.reason;
      EXPECT_EQ(r.reason, alone.reason);
      EXPECT_TRUE(r.trajectory == alone.trajectory) << nested << " on " << problem;
      EXPECT_EQ(r.evaluations, wrapper == "sam" ? r.evaluations : alone.evaluations);
    }
  }
};

INSTANTIATE_TEST_SUITE_P(Of, NeutralWrapper,
                         testing::Values(Neutral{"lookahead", {{"period", 1000}}},
                                         Neutral{"lookahead", {{"alpha", 1}, {"period", 1}}},
                                         Neutral{"clip", {{"norm", 1e30}}}, Neutral{"sam", {{"rho", 0}}},
                                         Neutral{"centralize", Json::object()}),
                         [](const auto& n) {
                           return n.param.wrapper + (n.param.settings.contains("alpha") ? "_1" : "");
                         });

TEST_P(NeutralWrapper, PassesGradients) { expect_the_same("adam", "two_wells", false); }
TEST_P(NeutralWrapper, PassesSinglePrecision) {
  expect_the_same("adam", "two_wells", false, suite::Precision::float32);
}
TEST_P(NeutralWrapper, PassesTheValueThatGoesWithAGradient) { expect_the_same("polyak_sgd", "quadratic", false); }
TEST_P(NeutralWrapper, PassesProductsWithTheHessian) { expect_the_same("newton_cg", "quadratic", false); }
TEST_P(NeutralWrapper, PassesWhatIsRemembered) { expect_the_same("bfgs", "two_wells", false); }
TEST_P(NeutralWrapper, PassesValues) { expect_the_same("nelder_mead", "two_wells", false); }
TEST_P(NeutralWrapper, PassesBatchesAndFullGradients) { expect_the_same("saga", "logistic_regression", true); }
TEST_P(NeutralWrapper, PassesRandomNumbers) { expect_the_same("sgld", "two_wells", false); }
TEST_P(NeutralWrapper, PassesThePointThatIsJudged) { expect_the_same("averaged_sgd", "two_wells", false); }
TEST_P(NeutralWrapper, PassesTheEnd) {
  expect_the_same("done", "two_wells", false);
  expect_the_same("diverges_within_a_step", "two_wells", false);
}

TEST_P(NeutralWrapper, PassesErrors) {
  auto settings = GetParam().settings;
  settings["inner"] = {{"optimizer", "fails_later"}};
  const auto r = run(make_case("two_wells", Json::object(), GetParam().wrapper, settings));
  EXPECT_EQ(r.status, run::Status::failed);
  EXPECT_EQ(r.reason, "no descent direction");
}

TEST(Wrappers, SayWhichInnerOneIsMissing) {
  auto c = make_case("two_wells", Json::object(), "clip", {{"inner", {{"optimizer", "sgd"}}}});
  c.optimizer.settings["inner"]["optimizer"] = "gone";
  const auto r = run(c);
  EXPECT_EQ(r.status, run::Status::failed);
  EXPECT_EQ(r.reason, "no optimizer 'gone' was found");
}

TEST(Wrappers, SamCountsBothGradients) {
  auto c = make_case("two_wells", Json::object(), "sam", {{"inner", {{"optimizer", "sgd"}}}});
  c.budget = {.evaluations = 7};
  const auto r = run(c);
  EXPECT_EQ(r.evaluations, 6U);
  EXPECT_EQ(r.steps, 3U);  // the fourth was cut, and does not count
  EXPECT_EQ(r.points.back().step, 3U);
}

/// The quadratic of condition 4 in two variables.
double bowl(double x, double y) { return (x * x + 4 * y * y) / 2; }

TEST(Wrappers, SamGivesTheValueThatGoesWithTheGradient) {
  // Polyak's step size is made of it: here f / (|g|^2 / 2), at w + g / (4 |g|).
  auto c = make_case("quadratic", {{"dimension", 2}, {"condition", 4}}, "sam",
                     {{"rho", 0.25}, {"inner", {{"optimizer", "polyak_sgd"}}}}, 100);
  c.problem.start = {1, -0.5};
  c.budget.steps = 1;
  const double length = std::hypot(1, 2), x = 1 + 0.25 / length, y = -0.5 - 0.25 * 2 / length;
  const double rate = bowl(x, y) / ((x * x + 16 * y * y) / 2);
  const auto r = run(c);
  EXPECT_NEAR(r.final_w.at(0), 1 - rate * x, 1e-12);
  EXPECT_NEAR(r.final_w.at(1), -0.5 - rate * 4 * y, 1e-12);
}

TEST(Wrappers, EmaIsJudgedAtTheAverageOfTheInnerOnesPath) {
  const Json sgd{{"optimizer", "sgd"}};
  const auto alone = run_recorded("two_wells", Json::object(), "sgd", Json::object(), false, suite::Precision::float64);
  const auto r = run_recorded("two_wells", Json::object(), "ema", {{"inner", sgd}, {"decay", 0.75}}, false,
                              suite::Precision::float64);
  double average = alone.trajectory[2];
  for (std::size_t k = 2; k <= 40; ++k) average = 0.75 * average + 0.25 * alone.trajectory[2 * k];
  EXPECT_NEAR(r.trajectory[80], average, 1e-14);
  EXPECT_GT(std::abs(r.trajectory[80] - alone.trajectory[80]), 1e-6);
}

/// All that ship, around `inner`, and what else is evaluated at an average of its own.
std::vector<std::pair<std::string, Json>> judged_elsewhere() {
  std::vector<std::pair<std::string, Json>> alone, all;
  for (const auto* name :
       {"asgd", "averaged_sgd", "schedule_free_sgd", "schedule_free_adamw", "simulated_annealing", "averaged"})
    alone.emplace_back(name, Json::object());
  alone.emplace_back("asgd", Json{{"average_from", 5}});
  for (const auto& [name, settings] : alone) {
    all.emplace_back(name, settings);
    auto inner = settings;
    inner["optimizer"] = name;
    for (const auto* wrapper : {"ema", "lookahead", "clip", "sam", "centralize"}) {
      all.emplace_back(wrapper, Json{{"inner", inner}});
      all.emplace_back("ema", Json{{"inner", {{"optimizer", wrapper}, {"inner", inner}}}});
    }
  }
  return all;
}

TEST(Wrappers, AreJudgedAtTheStartBeforeThereIsAnAverage) {
  for (const auto& [name, settings] : judged_elsewhere()) {
    SCOPED_TRACE(name + " " + settings.dump());
    auto c = make_case("quadratic", {{"condition", 100}}, name, settings, 0.005);
    c.problem.start = std::vector<double>(10, 0.5);
    c.budget = {.steps = 200, .evaluations = 399};  // a step may be cut, the first one too
    c.targets = {1e9};                              // every step is looked at, and the start will do
    c.recording.trajectory = true;
    const auto r = run(c);
    ASSERT_EQ(r.status, run::Status::finished) << r.reason;
    EXPECT_EQ(std::vector(r.trajectory.begin(), r.trajectory.begin() + 10), c.problem.start);
    EXPECT_TRUE(r.targets.at(0).reached);
    EXPECT_EQ(r.targets.at(0).step, 0U);
    for (const auto& point : r.points) EXPECT_LE(point.loss, r.points.front().loss);
    EXPECT_LT(r.points.back().loss, 0.9 * r.points.front().loss);
  }
}

TEST(Wrappers, EmaAveragesWhereTheInnerOneIsJudged) {
  const auto evaluated = [](const std::string& name, const Json& settings) {
    return run_recorded("two_wells", Json::object(), name, settings, false, suite::Precision::float64).trajectory;
  };
  for (const auto* name : {"schedule_free_sgd", "averaged_sgd"}) {
    const auto alone = evaluated(name, Json::object());
    const auto r = evaluated("ema", {{"inner", {{"optimizer", name}}}, {"decay", 0.75}});
    double average = alone[2];
    EXPECT_EQ(r[0], alone[0]);
    for (std::size_t k = 1; k <= 40; ++k) {
      average = 0.75 * average + 0.25 * alone[2 * k];
      EXPECT_NEAR(r[2 * k], average, 1e-14) << name << ", step " << k;
    }
  }
}

TEST(Wrappers, LookaheadIsJudgedAtItsOwnPointWhileAsgdDoesNotAverage) {
  const auto evaluated = [](const Json& inner) {
    return run_recorded("two_wells", Json::object(), "lookahead", {{"inner", inner}}, false, suite::Precision::float64)
        .trajectory;
  };
  const auto asgd = evaluated({{"optimizer", "asgd"}, {"lambda", 0}}), sgd = evaluated({{"optimizer", "sgd"}});
  ASSERT_EQ(asgd.size(), sgd.size());
  for (std::size_t i = 0; i < sgd.size(); ++i) EXPECT_NEAR(asgd[i], sgd[i], 1e-13);
}

TEST(Wrappers, CentralizedRowsKeepTheirMean) {
  auto c = make_case("matrices", Json::object(), "centralize", {{"inner", {{"optimizer", "sgd"}}}}, 0.1);
  c.budget.steps = 20;
  c.recording.every = 1;
  c.recording.trajectory = true;
  const auto r = run(c);
  const auto row = [&](std::size_t step, std::size_t i) {  // of the 3 x 4 matrix
    double sum = 0;
    for (std::size_t j = 0; j < 4; ++j) sum += r.trajectory.at(step * 15 + 4 * i + j);
    return sum;
  };
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(row(20, i), row(0, i), 1e-13);
  EXPECT_NE(r.trajectory.at(0), r.trajectory.at(20 * 15));
  EXPECT_GT(std::abs(r.trajectory.at(12) - r.trajectory.at(20 * 15 + 12)), 1e-3) << "the vector moves as it likes";
}

// Fast weights 1, 0.9, 0.81; the slow one is halfway: 0.905. There the library is called again: 0.905, 0.8145, 0.73305.
TEST(Lookahead, CallsALibraryAgainWhereItHasMovedW) {
  if (registry().optimizer("own_loop") == nullptr) GTEST_SKIP() << "built without Boost.Context";
  auto c = make_case("quadratic", {{"dimension", 1}, {"condition", 1}}, "lookahead",
                     {{"inner", {{"optimizer", "own_loop"}}}, {"period", 3}});
  c.problem.start = {1};
  c.recording.every = 1;
  c.recording.trajectory = true;
  c.budget.steps = 6;
  const auto r = run(c);
  EXPECT_EQ(r.evaluations, 6U);
  ASSERT_EQ(r.trajectory.size(), 7U);
  const double right[] = {1, 1, 0.9, 0.905, 0.905, 0.8145, 0.819025};
  for (std::size_t k = 0; k < 7; ++k) EXPECT_NEAR(r.trajectory[k], right[k], 1e-12) << "step " << k;
}

}  // namespace
}  // namespace slalom::test
