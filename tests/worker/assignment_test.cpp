// A worker gets the same plan that its supervisor has.
#include "worker/assignment.hpp"
#include "support/runs.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using namespace worker;
using testing::ElementsAre;

TEST(Assignment, HoldsTheChosenRunsAndWhatTheyNeed) {
  auto a = make_case("two_wells", Json::object(), "sgd");
  auto b = make_case("quadratic", {{"condition", 10.1 + 0.2}}, "adam", {{"beta2", 1 - 1e-16}}, 1.0 / 3);
  b.optimizer.learning_rate->schedule = "cosine";
  b.stop.distance = 5e-324;
  b.targets = {1e300, 0.1};
  const auto plan = plan_of({a, b}, {1, 18446744073709551615U});
  const std::vector<std::size_t> chosen{3, 2};
  auto whole = assign(plan, plan.runs, chosen, registry());
  whole.cached = {{"key", {{}, {0.1 + 0.2, -0.0, 5e-324, INFINITY}}}};
  const auto part = assignment_from(to_bytes(whole));

  EXPECT_THAT(part.plan.cases, ElementsAre(b));
  ASSERT_EQ(part.plan.runs.size(), 2U);
  EXPECT_EQ(part.plan.runs[0].id, plan.runs[3].id);
  EXPECT_EQ(part.plan.runs[0].seed, 18446744073709551615U);
  EXPECT_EQ(part.plan.runs[1].id, plan.runs[2].id);
  EXPECT_THAT(part.plugin_files,
              ElementsAre(build / "plugins/adam.so", build / "plugins/cosine.so", build / "problems/quadratic.so"));
  EXPECT_EQ(part.cached, whole.cached);
  EXPECT_TRUE(std::signbit(part.cached.at("key")[1][1]));
}

TEST(Assignment, BringsTheFilesOfWhatIsInside) {
  const Json adam{{"optimizer", "adam"}};
  const auto plan = plan_of({make_case("noise", {{"inner", {{"problem", "two_wells"}}}}, "clip",
                                       {{"inner", {{"optimizer", "lookahead"}, {"inner", adam}}}})});
  const std::vector<std::size_t> chosen{0};
  EXPECT_THAT(
      assign(plan, plan.runs, chosen, registry()).plugin_files,
      ElementsAre(build / "plugins/adam.so", build / "plugins/clip.so", build / "plugins/constant.so",
                  build / "plugins/lookahead.so", build / "problems/noise.so", build / "problems/two_wells.so"));
}

}  // namespace
}  // namespace slalom::test
