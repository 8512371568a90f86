// The functions of bbob and bbob-largescale against numbers from COCO's own package; reference/scripts/gen_bbob.py and
// gen_bbob_large.py made them.
#include "bbob_point.hpp"
#include "opened.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

/// Returns how many values were compared.
std::size_t expect_values_and_optima_of(const Json& coco, const std::string& name, std::uint64_t function) {
  std::size_t values = 0;
  for (const auto& entry : coco["entries"]) {
    if (entry["function"] != function) continue;
    const std::uint64_t n = entry["dimension"], instance = entry["instance"];
    SCOPED_TRACE(entry.dump());
    Opened f(name, {{"dimension", n}, {"instance", instance}});
    for (std::uint64_t k = 0; k < entry["values"].size(); ++k, ++values) {
      const double expected = entry["values"][k];
      const auto x = bbob_point(function, n, instance, k);
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
  return values;
}

void expect_the_gradient_of_the_value(const std::string& name, std::uint64_t function, std::uint64_t n) {
  const bool short_waves = function == 16 || function == 19;
  const bool rough = function == 23;  // kinks everywhere, 2^-33 apart
  const double width = rough ? 1e-12 : short_waves ? 1e-9 : 1e-6, tolerance = rough ? 2e-2 : short_waves ? 1e-4 : 1e-6;
  Opened f(name, {{"dimension", n}, {"instance", 3}});
  const auto x = bbob_point(function, n, 3, 7);
  const auto value = f.at(x);
  Numbers direction;
  for (std::uint64_t i = 0; i < n; ++i) direction.push_back(std::sin(static_cast<double>(i + 1)));
  const double slope = (f.value(along(x, width, direction)) - f.value(along(x, -width, direction))) / (2 * width);
  EXPECT_NEAR(dot(value.gradient, direction), slope, tolerance * (1 + norm(value.gradient))) << n;
}

class Bbob : public testing::TestWithParam<std::uint64_t> {
 protected:
  const std::uint64_t function = GetParam();
  const std::string name = "bbob_f" + std::to_string(function), large_name = "bbob_large_f" + std::to_string(function);
};
INSTANTIATE_TEST_SUITE_P(, Bbob, testing::Range<std::uint64_t>(1, 25),
                         [](const auto& p) { return "f" + std::to_string(p.param); });

TEST_P(Bbob, HasTheValuesAndTheOptimumOfCoco) {
  static const auto coco = reference("bbob.json");
  EXPECT_EQ(expect_values_and_optima_of(coco, name, function), 60U);
}

TEST_P(Bbob, HasTheValuesAndTheOptimumOfCocosLargeScaleSuite) {
  static const auto coco = reference("bbob_large.json");
  EXPECT_EQ(expect_values_and_optima_of(coco, large_name, function), 36U);
}

TEST_P(Bbob, HasTheGradientOfItsValueInEveryDimension) {
  for (const std::uint64_t n : {2, 5, 40}) expect_the_gradient_of_the_value(name, function, n);
  for (const std::uint64_t n : {20, 100, 160}) expect_the_gradient_of_the_value(large_name, function, n);
}

TEST(BbobInstance, GivesAnotherLandscape) {
  Opened first("bbob_f15", {{"instance", 1}}), second("bbob_f15", {{"instance", 2}});
  EXPECT_NE(first.minimizer(0), second.minimizer(0));
  EXPECT_NE(*first.description().minimum, *second.description().minimum);
}

}  // namespace
}  // namespace slalom::test
