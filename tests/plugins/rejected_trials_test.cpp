// Methods whose rule is to reject bad trial points go on where one has no value.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace slalom::test {
namespace {

using host::Status;

class RejectedTrials : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Of, RejectedTrials, testing::Values("bfgs", "lbfgs", "conjugate_gradient"),
                         [](const auto& test) { return std::string(test.param); });

// Exponentials of ten times w: first steps from most starts go to where they overflow. SciPy's methods reach the
// minimum from all of them.
TEST_P(RejectedTrials, DoNotEndARun) {
  auto c = make_case("jennrich_sampson", host::Json::object(), GetParam());
  c.budget = {.steps = 200};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto r = run(c, seed);
    EXPECT_EQ(r.status, Status::finished) << seed << ": " << r.reason;
    EXPECT_NEAR(r.points.back().loss, 124.3622, 1e-3) << seed;
  }
}

TEST(Backtracking, ShrinksItsStepUntilThereIsAValue) {
  auto c = make_case("jennrich_sampson", host::Json::object(), "backtracking");
  c.budget = {.steps = 200};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto r = run(c, seed);
    EXPECT_EQ(r.status, Status::finished) << seed << ": " << r.reason;
    EXPECT_LT(r.points.back().loss, r.points.front().loss) << seed;
  }
}

}  // namespace
}  // namespace slalom::test
