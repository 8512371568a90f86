// The sums of squares of Moré, Garbow & Hillstrom and of NIST against formulas that were written a second time and
// computed with 50 digits: reference/scripts/gen_mgh.py and gen_nist.py.
#include "opened.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

/// With a name for what a failed test prints.
struct Entry {
  Json json;
};
void PrintTo(const Entry& entry, std::ostream* out) {
  *out << entry.json["name"] << " " << entry.json.value("settings", Json::object());
}

std::vector<Entry> entries(const char* file) {
  std::vector<Entry> all;
  const Json list = reference(file)["entries"];
  for (const auto& entry : list) all.push_back({entry});
  return all;
}

double largest(const Numbers& x) {
  double most = 0;
  for (const double xi : x) most = std::max(most, std::abs(xi));
  return most;
}

void expect_near(const Numbers& found, const Numbers& expected, double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], tolerance) << i;
}

/// J' r
Numbers transposed_product(const Numbers& J, const Numbers& r) {
  Numbers g(J.size() / r.size());
  for (std::size_t i = 0; i < r.size(); ++i)
    for (std::size_t j = 0; j < g.size(); ++j) g[j] += J[i * g.size() + j] * r[i];
  return g;
}

/// Along a direction in which all variables change by similar fractions: they are of very different sizes.
void expect_the_hessian_of_its_gradient(Opened& f, Numbers w) {
  Numbers v = w;
  for (std::size_t j = 0; j < w.size(); ++j) {
    w[j] *= 1 + 1e-3 * std::cos(static_cast<double>(j));
    v[j] *= std::sin(static_cast<double>(j + 1));
  }
  constexpr double h = 1e-5;
  const auto slope = along(f.at(along(w, h, v)).gradient, -1, f.at(along(w, -h, v)).gradient);
  const auto product = f.hessian_vector(w, v);
  for (std::size_t j = 0; j < w.size(); ++j)
    EXPECT_NEAR(product[j], slope[j] / (2 * h), 1e-5 * (std::abs(product[j]) + 1e-3 * norm(product))) << j;
}

std::string test_name(const testing::TestParamInfo<Entry>& about) {
  return about.param.json["name"].get<std::string>() + "_" + std::to_string(about.index);
}

struct Mgh : testing::TestWithParam<Entry> {
  const Json entry = GetParam().json;
  Opened open(double start_scale = 1) const {
    auto settings = entry["settings"];
    if (settings.is_null()) settings = Json::object();
    settings["start_scale"] = start_scale;
    return Opened(entry["name"], settings);
  }
};
INSTANTIATE_TEST_SUITE_P(, Mgh, testing::ValuesIn(entries("mgh.json")), &test_name);

TEST_P(Mgh, StartsAtTheStandardPoint) {
  expect_near(open().start(1), entry["start"], 1e-15 * largest(entry["start"]));
  for (const auto& [scale, value] : entry["values"].items()) {
    auto f = open(std::stod(scale));
    const auto start = f.start(1);
    if (value.is_null()) {  // beyond the largest number
      EXPECT_FALSE(std::isfinite(f.value(start))) << scale;
    } else {
      EXPECT_NEAR(f.value(start), value.get<double>(), 1e-12 * value.get<double>() + 1e-25) << scale;
    }
  }
}

TEST_P(Mgh, HasTheResidualsAndTheirJacobian) {
  auto f = open();
  const Numbers residuals = entry["residuals"];
  expect_near(f.residuals(entry["point"]), residuals, 1e-12 * (1 + largest(residuals)));
  Numbers J;
  for (const auto& row : entry["jacobian"])
    for (const double x : row) J.push_back(x);
  expect_near(f.jacobian(entry["point"]), J, 1e-12 * (1 + largest(J)));
  expect_near(f.at(entry["point"]).gradient, transposed_product(J, residuals),
              1e-11 * (1 + largest(J) * largest(residuals)));
}

TEST_P(Mgh, HasTheHessianOfItsGradient) {
  auto f = open();
  expect_the_hessian_of_its_gradient(f, entry["point"]);
}

TEST_P(Mgh, HasTheMinimum) {
  auto f = open();
  const double least = entry["minimum"];
  ASSERT_NE(f.description().minimum, nullptr);
  EXPECT_NEAR(*f.description().minimum, least, 1e-14 * least);
  if (f.description().minimizer_count == 0) return;
  if (entry.contains("minimizer")) {
    const Numbers minimizer = entry["minimizer"];
    expect_near(f.minimizer(0), minimizer, 1e-12 * largest(minimizer));
  }
  EXPECT_NEAR(f.value(f.minimizer(0)), least, 1e-11 * least + 1e-20);
}

TEST(MghProblems, AreThirtyFive) {
  std::size_t count = 0;
  for (const auto& [name, problem] : problems().problems()) count += name.starts_with("mgh_") ? 1 : 0;
  EXPECT_EQ(count, 35U);
}

struct Nist : testing::TestWithParam<Entry> {
  const Json entry = GetParam().json;
};
INSTANTIATE_TEST_SUITE_P(, Nist, testing::ValuesIn(entries("nist.json")), &test_name);

TEST_P(Nist, HasBothStartsAndTheirValues) {
  for (const std::size_t start : {0U, 1U}) {
    Opened f(entry["name"], {{"from", start == 0 ? "far" : "near"}});
    EXPECT_EQ(f.start(1), entry["starts"][start].get<Numbers>());
    const double expected = entry["values"][start];
    EXPECT_NEAR(f.value(f.start(1)), expected, 1e-12 * expected);
    EXPECT_EQ(f.residual_count(), entry["rows"]);
  }
}

TEST_P(Nist, HasTheJacobian) {
  Opened f(entry["name"]);
  const auto J = f.jacobian(entry["starts"][1]);
  const double tolerance = entry["name"] == "nist_hahn1" ? 1e-7 : 1e-12;  // there a denominator is nearly 0
  for (std::size_t j = 0; j < f.dimension(); ++j) {
    double sum = 0, size = 0;
    for (std::size_t i = 0; i < f.residual_count(); ++i) {
      sum += J[i * f.dimension() + j];
      size += std::abs(J[i * f.dimension() + j]);
    }
    EXPECT_NEAR(sum, entry["jacobian_sums"][j], tolerance * size) << j;
  }
}

TEST_P(Nist, HasTheDerivativesOfItsValue) {
  Opened f(entry["name"], {{"from", "near"}});
  const auto w = f.start(1), g = f.at(w).gradient, expected = transposed_product(f.jacobian(w), f.residuals(w));
  for (std::size_t j = 0; j < w.size(); ++j) EXPECT_NEAR(g[j], expected[j], 1e-12 * std::abs(expected[j])) << j;
  expect_the_hessian_of_its_gradient(f, w);
}

TEST_P(Nist, HasTheCertifiedMinimum) {
  Opened f(entry["name"]);
  const double least = entry["sum"].get<double>() / 2;
  EXPECT_NEAR(*f.description().minimum, least, 1e-14 * least);
  EXPECT_EQ(f.minimizer(0), entry["minimizer"].get<Numbers>());
  if (entry["name"] == "nist_lanczos1") return;  // what is left there is rounding
  EXPECT_NEAR(f.value(f.minimizer(0)), least, 1e-9 * least);
  EXPECT_NEAR(least, entry["certified_sum"].get<double>() / 2, 1e-10 * least);
}

/// The metrics are the numbers of correct digits, up to the 11 that are certified.
TEST_P(Nist, MeasuresCorrectDigits) {
  Opened f(entry["name"]);
  const Numbers certified = entry["certified"];
  EXPECT_EQ(f.measure(certified)[0], 11);
  auto wrong = certified;
  wrong.back() *= 1 + 1e-4;
  EXPECT_NEAR(f.measure(wrong)[0], 4, 1e-6);
  wrong.back() = 100 * certified.back();
  EXPECT_EQ(f.measure(wrong)[0], 0);
  if (entry["name"] == "nist_lanczos1") return;
  EXPECT_GE(f.measure(f.minimizer(0))[1], 9.5);
}

TEST(NistProblems, AreTwentySeven) {
  std::size_t count = 0;
  for (const auto& [name, problem] : problems().problems()) count += name.starts_with("nist_") ? 1 : 0;
  EXPECT_EQ(count, 27U);
}

}  // namespace
}  // namespace slalom::test
