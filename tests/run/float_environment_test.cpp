// Every run computes in the same floating-point mode.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cfenv>

namespace slalom::test {
namespace {

TEST(FloatEnvironment, NumbersBelowTheNormalRangeCountAsZeroInRunsAndOnlyThere) {
  auto c = make_case("quadratic", {{"dimension", 1}, {"condition", 1}}, "sgd", Json::object(), 0.01);
  c.problem.start = {1e-310};
  c.budget.steps = 1;
  EXPECT_EQ(run(c).final_w.at(0), 0);
  volatile double tiny = 1e-310;
  EXPECT_GT(tiny * 0.5, 0) << "the mode must be what it was";
}

TEST(FloatEnvironment, APluginThatRoundsUpChangesNoOtherRun) {
  auto c = make_case("two_wells", Json::object(), "adam");
  const auto before = run(c);
  run(make_case("two_wells", Json::object(), "rounds_up"));
  EXPECT_EQ(std::fegetround(), FE_TONEAREST);
  EXPECT_EQ(run(c).final_w, before.final_w);
}

}  // namespace
}  // namespace slalom::test
