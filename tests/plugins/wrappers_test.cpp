// Optimizers around others: what a wrapper that changes nothing leaves as it was, and what each passes through.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace slalom::test {
namespace {

host::RunRecord run_recorded(const std::string& problem, const Json& problem_settings, const std::string& optimizer,
                             const Json& settings, bool batches, host::Precision precision) {
  auto c = make_case(problem, problem_settings, optimizer, settings, 0.003);
  c.budget.steps = 40;
  c.recording.every = 1;
  c.recording.trajectory = true;
  c.precision = precision;
  if (batches) c.batch = {host::Sampling::shuffled, 8};
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
                              host::Precision precision = host::Precision::float64,
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
                         testing::Values(Neutral{"lookahead", {{"period", 1000}}}, Neutral{"clip", {{"norm", 1e30}}},
                                         Neutral{"sam", {{"rho", 0}}}, Neutral{"centralize", Json::object()}),
                         [](const auto& n) { return n.param.wrapper; });

TEST_P(NeutralWrapper, PassesGradients) { expect_the_same("adam", "two_wells", false); }
TEST_P(NeutralWrapper, PassesSinglePrecision) { expect_the_same("adam", "two_wells", false, host::Precision::float32); }
TEST_P(NeutralWrapper, PassesProductsWithTheHessian) { expect_the_same("newton_cg", "quadratic", false); }
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
  EXPECT_EQ(r.status, host::Status::failed);
  EXPECT_EQ(r.reason, "no descent direction");
}

TEST(Wrappers, SayWhichInnerOneIsMissing) {
  auto c = make_case("two_wells", Json::object(), "clip", {{"inner", {{"optimizer", "sgd"}}}});
  c.optimizer.settings["inner"]["optimizer"] = "gone";
  const auto r = run(c);
  EXPECT_EQ(r.status, host::Status::failed);
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

TEST(Wrappers, EmaIsJudgedAtTheAverageOfTheInnerOnesPath) {
  const Json sgd{{"optimizer", "sgd"}};
  const auto alone = run_recorded("two_wells", Json::object(), "sgd", Json::object(), false, host::Precision::float64);
  const auto r = run_recorded("two_wells", Json::object(), "ema", {{"inner", sgd}, {"decay", 0.75}}, false,
                              host::Precision::float64);
  double average = alone.trajectory[2];
  for (std::size_t k = 2; k <= 40; ++k) average = 0.75 * average + 0.25 * alone.trajectory[2 * k];
  EXPECT_NEAR(r.trajectory[80], average, 1e-14);
  EXPECT_GT(std::abs(r.trajectory[80] - alone.trajectory[80]), 1e-6);
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

}  // namespace
}  // namespace slalom::test
