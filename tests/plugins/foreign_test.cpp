// Plugins built in other ways than ours behave as ours.
#include "support/runs.hpp"

#include <gtest/gtest.h>

namespace slalom::test {
namespace {

class Foreign : public testing::TestWithParam<const char*> {};

TEST_P(Foreign, TakesTheSamePathAsSgd) {
  auto c = make_case("two_wells", Json::object(), GetParam(), Json::object(), 0.01);
  c.problem.start = {0.3, 0.8};
  c.budget.steps = 100;
  const auto r = run(c);
  EXPECT_EQ(r.status, run::Status::finished) << r.reason;
  c.optimizer = make_case("two_wells", Json::object(), "sgd", Json::object(), 0.01).optimizer;
  const auto ours = run(c);
  // Fused multiply-add or not: the last bits may differ.
  for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(r.final_w.at(i), ours.final_w.at(i), 1e-13);
  EXPECT_EQ(r.evaluations, ours.evaluations);
}

INSTANTIATE_TEST_SUITE_P(Plugins, Foreign, testing::Values("plain_c", "by_clang"),
                         [](const auto& example) { return std::string(example.param); });

TEST(ForeignC, TakesSettingsAndRefusesThePrecisionItLacks) {
  auto c = make_case("two_wells", Json::object(), "plain_c", {{"scale", 0}}, 0.01);
  c.problem.start = {0.3, 0.8};
  EXPECT_EQ(run(c).final_w, (std::vector{0.3, 0.8}));
  c.precision = suite::Precision::float32;
  EXPECT_EQ(run(c).reason, "the optimizer 'plain_c' does not offer float32");
}

}  // namespace
}  // namespace slalom::test
