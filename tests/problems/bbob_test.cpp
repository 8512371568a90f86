// The bbob functions against numbers from COCO's own package; reference/scripts/gen_bbob.py made them.
#include "bbob_point.hpp"
#include "opened.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

class Bbob : public testing::TestWithParam<int> {
 protected:
  std::string name = "bbob_f" + std::to_string(GetParam());
};
INSTANTIATE_TEST_SUITE_P(, Bbob, testing::Range(1, 25), [](const auto& p) { return "f" + std::to_string(p.param); });

TEST_P(Bbob, HasTheValuesAndTheOptimumOfCoco) {
  std::size_t values = 0;
  static const auto all = reference("bbob.json")["entries"];
  for (const auto& entry : all) {
    if (entry["function"] != GetParam()) continue;
    const std::uint64_t n = entry["dimension"], instance = entry["instance"];
    SCOPED_TRACE(entry.dump());
    Opened f(name, {{"dimension", n}, {"instance", instance}});
    for (std::uint64_t k = 0; k < entry["values"].size(); ++k, ++values) {
      const double expected = entry["values"][k];
      const auto x = bbob_point(static_cast<std::uint64_t>(GetParam()), n, instance, k);
      const double size = std::max(std::abs(expected), std::abs(*f.description().minimum));  // of what is added up
      EXPECT_NEAR(f.at(x).value, expected, 1e-10 * size);
      EXPECT_NEAR(f.value(x), expected, 1e-10 * size);
    }
    const double least = *f.description().minimum;
    EXPECT_NEAR(least, entry["f_opt"], 1e-12 * std::abs(least) + 1e-10);
    const auto best = f.minimizer(0);
    EXPECT_NEAR(best.front(), entry["x_opt_1"], 1e-12);
    EXPECT_NEAR(best.back(), entry["x_opt_n"], 1e-12);
    EXPECT_NEAR(f.value(best), least, 1e-9 * (1 + std::abs(least)));
  }
  EXPECT_EQ(values, 60U);
}

TEST_P(Bbob, HasTheGradientOfItsValueInEveryDimension) {
  const bool short_waves = GetParam() == 16 || GetParam() == 19;
  const bool rough = GetParam() == 23;  // kinks everywhere, 2^-33 apart
  const double width = rough ? 1e-12 : short_waves ? 1e-9 : 1e-6, tolerance = rough ? 2e-2 : short_waves ? 1e-4 : 1e-6;
  for (const std::uint64_t n : {2, 5, 40}) {
    Opened f(name, {{"dimension", n}, {"instance", 3}});
    const auto x = bbob_point(static_cast<std::uint64_t>(GetParam()), n, 3, 7);
    const auto value = f.at(x);
    Numbers direction;
    for (std::uint64_t i = 0; i < n; ++i) direction.push_back(std::sin(static_cast<double>(i + 1)));
    const double slope = (f.value(along(x, width, direction)) - f.value(along(x, -width, direction))) / (2 * width);
    EXPECT_NEAR(dot(value.gradient, direction), slope, tolerance * (1 + norm(value.gradient))) << n;
  }
}

TEST(BbobInstance, GivesAnotherLandscape) {
  Opened first("bbob_f15", {{"instance", 1}}), second("bbob_f15", {{"instance", 2}});
  EXPECT_NE(first.minimizer(0), second.minimizer(0));
  EXPECT_NE(*first.description().minimum, *second.description().minimum);
}

}  // namespace
}  // namespace slalom::test
