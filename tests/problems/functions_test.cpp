// Closed-form functions against values that were computed with 50 digits.
#include "opened.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using testing::DoubleNear;
using testing::Pointwise;

/// The functions of functions.json and landscapes.json, each in the dimensions that are listed there.
struct Listed {
  nlohmann::json entry;
  std::string name() const { return entry["name"]; }
  std::string full_name() const { return name() + "_" + entry["dim"].dump(); }

  /// Opened in its dimension, which is a setting of those that have several.
  Opened open(slalom_real real = SLALOM_FLOAT64) const {
    const auto& settings = problems().problem(name())->settings;
    const bool any = std::ranges::any_of(settings, [](const loader::Setting& s) { return s.name == "dimension"; });
    return Opened(name(), any ? Json{{"dimension", entry["dim"]}} : Json::object(), real);
  }
};

std::ostream& operator<<(std::ostream& out, const Listed& f) { return out << f.full_name(); }

std::vector<Listed> listed() {
  std::vector<Listed> all;
  for (const auto* file : {"functions.json", "landscapes.json"}) {
    const auto functions = reference(file)["functions"];
    for (const auto& f : functions) all.push_back({f});
  }
  return all;
}

class ListedFunction : public testing::TestWithParam<Listed> {
 protected:
  void SetUp() override { ASSERT_NE(problems().problem(GetParam().name()), nullptr) << "there is no such problem"; }
  const nlohmann::json& entry() const { return GetParam().entry; }
};

INSTANTIATE_TEST_SUITE_P(, ListedFunction, testing::ValuesIn(listed()),
                         [](const auto& about) { return about.param.full_name(); });

TEST_P(ListedFunction, HasTheExactValuesAndGradients) {
  auto f = GetParam().open();
  ASSERT_EQ(f.dimension(), entry()["dim"]);
  for (const auto& point : entry()["points"]) {
    const Numbers x = point["x"], gradient = point["grad"];
    const double value = point["f"], error = entry()["err_float64"];
    EXPECT_NEAR(f.value(x), value, 10 * error + 1e-15 * std::abs(value)) << point["x"];
    EXPECT_NEAR(f.at(x).value, value, 10 * error + 1e-15 * std::abs(value)) << point["x"];
    EXPECT_THAT(f.at(x).gradient, Pointwise(DoubleNear(1e-11 * norm(gradient) + 1e-15), gradient)) << point["x"];
  }
}

TEST_P(ListedFunction, IsTheSameInFloat32UpToRounding) {
  auto f = GetParam().open(), single = GetParam().open(SLALOM_FLOAT32);
  for (const auto& point : entry()["points"]) {
    Numbers x = point["x"];
    for (auto& number : x) number = static_cast<float>(number);
    const auto exact = f.at(x), rounded = single.at(x);
    EXPECT_EQ(rounded.value, exact.value);
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(rounded.gradient[i], static_cast<float>(exact.gradient[i]));
  }
}

TEST_P(ListedFunction, DeclaresTheDomainAndTheMinimumWithAllMinimizers) {
  auto f = GetParam().open();
  const auto& d = f.description();
  ASSERT_NE(d.lower, nullptr);
  const Numbers lower(d.lower, d.lower + f.dimension()), upper(d.upper, d.upper + f.dimension());
  if (entry()["name"] == "trid" ||
      entry()["name"] == "perm_0_n_10") {  // the reference draws its points from another box
    EXPECT_EQ(lower, along(Numbers(f.dimension()), -1, upper));
  } else {
    EXPECT_EQ(lower, Numbers(entry()["domain_lo"]));
    EXPECT_EQ(upper, Numbers(entry()["domain_hi"]));
  }
  EXPECT_EQ(d.window != nullptr, f.dimension() == 2);

  const std::vector<Numbers> minimizers = entry()["minimizers"];
  ASSERT_EQ(d.minimum != nullptr, !minimizers.empty());
  if (minimizers.empty()) return;
  EXPECT_NEAR(*d.minimum, entry()["f_min"], 1e-15 * std::abs(*d.minimum));
  ASSERT_GE(d.minimizer_count, minimizers.size());
  for (const auto& expected : minimizers) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < d.minimizer_count; ++i) nearest = std::min(nearest, distance(f.minimizer(i), expected));
    EXPECT_LE(nearest, 1e-15 * norm(expected)) << nlohmann::json(expected);
  }
}

/// The local ones too, which functions.json does not list.
TEST_P(ListedFunction, RisesInEveryDirectionFromItsMinimizers) {
  auto f = GetParam().open();
  const auto& d = f.description();
  for (std::size_t i = 0; i < d.minimizer_count; ++i) {
    const auto m = f.minimizer(i);
    const double least = f.value(m), rounding = 1e-15 * (1 + std::abs(least));
    const double claimed = i == 0 ? *d.minimum : least, error = entry()["err_float64"];
    EXPECT_NEAR(least, claimed, 1e-13 * (1 + std::abs(least)) + 10 * error);
    for (int trial = 0; trial < 20; ++trial) {
      Numbers direction(m.size());
      for (std::size_t k = 0; k < m.size(); ++k)
        direction[k] = std::sin(static_cast<double>((k + 1) * (k + 1) * static_cast<std::size_t>(trial + 1)));
      const double step = 1e-4 * std::max(1.0, norm(m)) / norm(direction);
      EXPECT_GE(f.value(along(m, step, direction)), least - rounding) << i << " " << nlohmann::json(direction);
    }
    EXPECT_LE(norm(f.at(m).gradient), 1e-9 * (1 + std::abs(least))) << i;
  }
}

TEST(TwoWells, HasItsTwoMinimaWhereTheGradientVanishes) {
  Opened f("two_wells");
  const auto points = reference("two_wells.json")["stationary_points"];
  std::vector<Numbers> minima;
  for (const auto& p : points) {
    const Numbers x = p["x"];
    EXPECT_NEAR(f.value(x), p["f"], 1e-15);
    EXPECT_LE(norm(f.at(x).gradient), 1e-14);
    if (p["kind"] == "minimum") minima.push_back(x);
  }
  ASSERT_EQ(f.description().minimizer_count, 2U);
  EXPECT_THAT((std::vector{f.minimizer(0), f.minimizer(1)}), testing::ElementsAreArray(minima));
  EXPECT_DOUBLE_EQ(*f.description().minimum, f.value(f.minimizer(0)));
}

TEST(Rosenbrock, StartsNearTheClassicalPoint) {
  EXPECT_EQ(Opened("rosenbrock", {{"spread", 0}, {"dimension", 5}}).start(1), (Numbers{-1.2, 1, -1.2, 1, -1.2}));
  Opened f("rosenbrock");
  EXPECT_NE(f.start(1), f.start(2));
  EXPECT_EQ(f.start(1), f.start(1));
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) sum += std::pow(distance(f.start(seed), {-1.2, 1}), 2);
  EXPECT_NEAR(sum / 2000, 0.01, 0.001);  // the variance of one coordinate; its standard error is 0.0003
}

TEST(Quadratic, HasLogarithmicallySpacedEigenvalues) {
  Opened f("quadratic", {{"dimension", 4}, {"condition", 1000}});
  for (std::size_t i = 0; i < 4; ++i) {
    Numbers e(4);
    e[i] = 1;
    EXPECT_DOUBLE_EQ(f.value(e), 0.5 * std::pow(10, static_cast<double>(i)));
  }
  EXPECT_EQ(Opened("quadratic", {{"dimension", 1}}).value({3}), 4.5);
}

/// The sums of the eigenvalues' first powers, of a matrix that is known by its products.
std::array<double, 3> power_sums(Opened& f) {
  std::array<double, 3> sums{};
  for (std::size_t i = 0; i < f.dimension(); ++i) {
    Numbers e(f.dimension());
    e[i] = 1;
    const auto column = f.hessian_vector(e, e), again = f.hessian_vector(e, column);
    sums[0] += column[i];
    sums[1] += dot(column, column);
    sums[2] += dot(column, again);
  }
  return sums;
}

TEST(Quadratic, KeepsItsEigenvaluesWhenItIsRotated) {
  Opened straight("quadratic"), rotated("quadratic", {{"rotate", true}});
  const auto expected = power_sums(straight), found = power_sums(rotated);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(found[k], expected[k], 1e-12 * expected[k]);

  Numbers e(10);
  e[0] = 1;
  const auto column = rotated.hessian_vector(e, e);
  for (std::size_t i = 1; i < 10; ++i) EXPECT_NE(column[i], 0) << "the axes are not turned";
  EXPECT_EQ(Opened("quadratic", {{"rotate", true}}).hessian_vector(e, e), column) << "another rotation";
}

TEST(Quadratic, StartsAtAStandardNormalPoint) {
  Opened f("quadratic", {{"dimension", 1000}});
  const auto w = f.start(3);
  EXPECT_NEAR(dot(w, w) / 1000, 1, 0.2);  // standard error 0.045
  EXPECT_NE(f.start(4), w);
}

}  // namespace
}  // namespace slalom::test
