// Methods whose rule is to reject bad trial points go on where one has no value.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace slalom::test {
namespace {

using run::Status;

class RejectedTrials : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Of, RejectedTrials, testing::Values("bfgs", "lbfgs", "conjugate_gradient"),
                         [](const auto& test) { return std::string(test.param); });

// Exponentials of ten times w: first steps from most starts go to where they overflow. SciPy's methods reach the
// minimum from all of them.
TEST_P(RejectedTrials, DoNotEndARun) {
  auto c = make_case("jennrich_sampson", Json::object(), GetParam());
  c.budget = {.steps = 200};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto r = run(c, seed);
    EXPECT_EQ(r.status, Status::finished) << seed << ": " << r.reason;
    EXPECT_NEAR(r.points.back().loss, 124.3622, 1e-3) << seed;
  }
}

TEST(Backtracking, ShrinksItsStepUntilThereIsAValue) {
  auto c = make_case("jennrich_sampson", Json::object(), "backtracking");
  c.budget = {.steps = 200};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto r = run(c, seed);
    EXPECT_EQ(r.status, Status::finished) << seed << ": " << r.reason;
    EXPECT_LT(r.points.back().loss, r.points.front().loss) << seed;
  }
}

// The mean of a generation lies in the box where all that it is made of does. Minima of the problems' authors; hs4 is
// at a corner.
TEST(EvolutionStrategies, StayWhereThereAreValues) {
  for (const auto* optimizer : {"cma_es", "sep_cma_es"})
    for (const auto& [problem, minimum] : {std::pair{"cutest_hs4", 8.0 / 3}, std::pair{"cutest_hs3", 0.0}}) {
      auto c = make_case(problem, Json::object(), optimizer);
      c.budget = {.steps = 400};
      for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto r = run(c, seed);
        EXPECT_EQ(r.status, Status::finished) << optimizer << ", " << problem << ", " << seed << ": " << r.reason;
        EXPECT_NEAR(r.points.back().loss, minimum, 0.01) << optimizer << ", " << problem << ", " << seed;
      }
    }
}

// By its steps of one length shampoo comes to where blind_to_nan has no gradient.
TEST(Shampoo, DivergesAsOthersDoWhereThereIsNoGradient) {
  auto c = make_case("blind_to_nan", Json::object(), "shampoo", Json::object(), 0.1);
  c.budget = {.steps = 200};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::diverged) << r.reason;
}

}  // namespace
}  // namespace slalom::test
