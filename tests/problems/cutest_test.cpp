// CUTEst's problems against another translation of its SIF files: reference/scripts/gen_cutest.py.
#include "opened.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

/// With a name for what a failed test prints.
struct Entry {
  Json json;
};
void PrintTo(const Entry& entry, std::ostream* out) { *out << entry.json["name"] << " " << entry.json["settings"]; }

std::vector<Entry> entries() {
  std::vector<Entry> all;
  const Json list = reference("cutest.json")["entries"];
  for (const auto& entry : list) all.push_back({entry});
  return all;
}

struct Cutest : testing::TestWithParam<Entry> {
  const Json entry = GetParam().json;
  Opened f{entry["name"], entry["settings"]};
  /// Relative; larger where the reference has rounded a constant.
  const double tolerance = entry.value("tolerance", 1e-12);
};
INSTANTIATE_TEST_SUITE_P(, Cutest, testing::ValuesIn(entries()), [](const auto& about) {
  return about.param.json["name"].template get<std::string>() + "_" + std::to_string(about.index);
});

TEST_P(Cutest, StartsAtTheStandardPoint) {
  const Numbers start = entry["start"];
  EXPECT_LE(distance(f.start(1), start), 1e-14 * norm(start));
  const double value = entry["value"];
  EXPECT_NEAR(f.value(start), value, tolerance * (1 + std::abs(value)));
}

TEST_P(Cutest, HasTheValueAndTheGradient) {
  const Numbers point = entry["point"], gradient = entry["gradient_at_point"];
  const double value = entry["value_at_point"];
  const auto found = f.at(point);
  EXPECT_NEAR(found.value, value, tolerance * (1 + std::abs(value)));
  EXPECT_LE(distance(found.gradient, gradient), 10 * tolerance * (1 + norm(gradient)));
}

TEST_P(Cutest, HasTheHessianOfItsGradient) {
  constexpr double h = 1e-6;
  Numbers point = entry["point"], v;
  const auto& d = f.description();
  for (std::size_t i = 0; i < point.size(); ++i) {
    v.push_back(std::sin(static_cast<double>(i + 1)));
    if (d.hard_bounds != 0) point[i] = std::clamp(point[i], d.lower[i] + 0.01, d.upper[i] - 0.01);
  }
  const auto slope = along(f.at(along(point, h, v)).gradient, -1, f.at(along(point, -h, v)).gradient);
  const auto product = f.hessian_vector(point, v);
  EXPECT_LE(distance(product, along(Numbers(v.size()), 1 / (2 * h), slope)),
            1e-6 * (norm(product) + 1e-3 * norm(f.at(point).gradient)));
}

TEST_P(Cutest, HasTheBounds) {
  const auto& d = f.description();
  EXPECT_EQ(d.hard_bounds != 0, entry.contains("lower"));
  if (!entry.contains("lower")) return;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < f.dimension(); ++i) {
    EXPECT_DOUBLE_EQ(d.lower[i], entry["lower"][i].is_null() ? -infinity : entry["lower"][i].get<double>()) << i;
    EXPECT_DOUBLE_EQ(d.upper[i], entry["upper"][i].is_null() ? infinity : entry["upper"][i].get<double>()) << i;
  }
}

TEST_P(Cutest, HasTheLeastValue) {
  const double least = entry["minimum"];
  ASSERT_NE(f.description().minimum, nullptr);
  EXPECT_NEAR(*f.description().minimum, least, 1e-11 * std::abs(least));
  if (f.description().minimizer_count == 0) return;
  EXPECT_NEAR(f.value(f.minimizer(0)), *f.description().minimum, 1e-11 * std::abs(least) + 1e-20);
  if (f.description().hard_bounds != 0) return;
  for (std::size_t i = 0; i < f.description().minimizer_count; ++i) {
    EXPECT_LE(norm(f.at(f.minimizer(i)).gradient), 1e-7 * (1 + norm(f.minimizer(i)))) << i;
  }
}

TEST(CutestProblems, AreAHundredAndThree) {
  std::size_t unconstrained = 0, bounded = 0;
  for (const auto& [name, problem] : problems().problems())
    if (name.starts_with("cutest_")) ++(Opened(name).description().hard_bounds != 0 ? bounded : unconstrained);
  EXPECT_EQ(unconstrained, 66U);
  EXPECT_EQ(bounded, 37U);
}

}  // namespace
}  // namespace slalom::test
