// Logistic and softmax regression against their optima, found elsewhere by Newton's method to full precision.
#include "opened.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

struct Fitted {
  const char* problem;
  const char* name_in_reference;
};
std::ostream& operator<<(std::ostream& out, const Fitted& f) { return out << f.problem; }

class Regression : public testing::TestWithParam<Fitted> {
 protected:
  nlohmann::json expected() const {
    const auto runs = reference("convex.json")["runs"];
    for (const auto& run : runs)
      if (run["problem"] == GetParam().name_in_reference && run["rows"] == "train" && run["lambda"] == 1e-3) return run;
    throw std::logic_error("not in convex.json");
  }
};
INSTANTIATE_TEST_SUITE_P(, Regression,
                         testing::Values(Fitted{"logistic_regression", "breast_cancer logistic"},
                                         Fitted{"softmax_regression", "digits softmax"}));

/// Newton's method; its steps by conjugate gradients on Hessian-vector products.
Numbers newton(Opened& f) {
  Numbers w = f.start(1);
  for (int iteration = 0; iteration < 30; ++iteration) {
    const auto g = f.at(w).gradient;
    if (norm(g) < 1e-13) break;
    Numbers step(w.size()), residual = along(Numbers(w.size()), -1, g), direction = residual;
    for (int k = 0; k < 3000 && norm(residual) > norm(g) * std::min(0.1, norm(g)); ++k) {
      const auto product = f.hessian_vector(w, direction);
      const double before = dot(residual, residual), length = before / dot(direction, product);
      step = along(step, length, direction);
      residual = along(residual, -length, product);
      direction = along(residual, dot(residual, residual) / before, direction);
    }
    double t = 1;
    while (t > 1e-3 && f.value(along(w, t, step)) > f.value(w)) t /= 2;
    w = along(w, t, step);
  }
  return w;
}

TEST_P(Regression, HasTheRightValueAndGradientAtZero) {
  Opened f(GetParam().problem);
  const Numbers zero(f.dimension());
  EXPECT_EQ(f.start(1), zero);
  EXPECT_NEAR(f.at(zero).value, expected()["f_at_0"], 1e-14);
  EXPECT_NEAR(norm(f.at(zero).gradient), expected()["grad_norm_at_0"], 1e-13);
  EXPECT_EQ(f.examples(), expected()["n_fit"]);
}

TEST_P(Regression, HasItsMinimumWhereTheReferenceHasIt) {
  Opened f(GetParam().problem);
  const auto w = newton(f);
  EXPECT_NEAR(f.value(w), expected()["f_star"], 1e-14);
  EXPECT_NEAR(*f.description().minimum, expected()["f_star"], 1e-15);
  const double tests = expected()["n_test"], errors = expected()["test_rows_errors"];
  const auto metrics = f.measure(w);
  EXPECT_NEAR(metrics[0], expected()["test_rows_mean_loss"], 1e-10);
  EXPECT_DOUBLE_EQ(metrics[1], 1 - errors / tests);
  const auto weights = f.dimension() - (f.dimension() == 31 ? 1 : 10);
  EXPECT_NEAR(norm(Numbers(w.begin(), w.begin() + static_cast<std::ptrdiff_t>(weights))), expected()["w_norm"], 1e-9);
}

TEST_P(Regression, RecallsItsMinimumInsteadOfComputingIt) {
  const auto data = std::filesystem::path(build_folder()) / "data";
  const auto name = GetParam().problem;
  const auto open = [&](loader::CachedValues kept) {
    return Opened(name, Json::object(), SLALOM_FLOAT64, data, std::move(kept));
  };
  const Opened first = open({});
  ASSERT_EQ(first.cached().size(), 1U);
  const Opened second = open(first.cached());
  EXPECT_EQ(*second.description().minimum, *first.description().minimum);
  ASSERT_EQ(second.description().minimizer_count, first.description().minimizer_count);
  for (std::size_t i = 0; i < first.description().minimizer_count; ++i)
    EXPECT_EQ(second.minimizer(i), first.minimizer(i));
  EXPECT_EQ(second.cached(), first.cached());

  auto other = first.cached();
  other[0][0] = 0.25;
  EXPECT_EQ(*open(other).description().minimum, 0.25) << "it was computed";
  EXPECT_EQ(open({{}}).description().minimum, nullptr) << "it was looked for again";
}

TEST_P(Regression, InsideOfAnotherRecallsItToo) {
  const auto data = std::filesystem::path(build_folder()) / "data";
  const Json settings{{"inner", {{"problem", GetParam().problem}}}, {"by", 2}};
  const Opened first("offset", settings, SLALOM_FLOAT64, data);
  ASSERT_EQ(first.cached().size(), 1U);
  EXPECT_EQ(*first.description().minimum, *Opened(GetParam().problem).description().minimum + 2);
  const Opened second("offset", settings, SLALOM_FLOAT64, data, first.cached());
  EXPECT_EQ(*second.description().minimum, *first.description().minimum);
  EXPECT_EQ(second.cached(), first.cached());
}

TEST(SoftmaxRegression, KnowsItsMinimumWithOtherSettingsToo) {
  for (const auto& run : reference("softmax_minima.json")["runs"])
    for (const auto real : {SLALOM_FLOAT64, SLALOM_FLOAT32}) {
      Opened f("softmax_regression", {{"data", run["data"]}, {"scaling", run["scaling"]}, {"l2", run["l2"]}}, real);
      ASSERT_NE(f.description().minimum, nullptr) << run;
      EXPECT_NEAR(*f.description().minimum, run["f_star"], 1e-13) << run;
    }
}

TEST(SoftmaxRegression, ClaimsNoMinimumThatIsHardToFind) {
  for (const double l2 : {0.0, 1e-12})
    EXPECT_EQ(Opened("softmax_regression", {{"l2", l2}}).description().minimum, nullptr) << l2;
}

TEST(LogisticRegression, KnowsItsMinimizer) {
  Opened f("logistic_regression");
  ASSERT_EQ(f.description().minimizer_count, 1U);
  const auto w = f.minimizer(0);
  EXPECT_NEAR(f.value(w), *f.description().minimum, 1e-15);
  EXPECT_LE(norm(f.at(w).gradient), 1e-15);
}

TEST(LogisticRegression, StaysFiniteFarFromTheMinimum) {
  Opened f("logistic_regression", {{"l2", 0}});
  for (const double far : {1e3, 1e6}) {
    const auto v = f.at(Numbers(f.dimension(), far));
    EXPECT_TRUE(std::isfinite(v.value));
    EXPECT_TRUE(std::isfinite(norm(v.gradient)));
  }
}

TEST(LogisticRegression, WantsTwoClasses) {
  try {
    Opened f("logistic_regression", {{"data", "digits"}});
    FAIL();
  } catch (const loader::PluginError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("two classes"));
  }
}

/// Trace of the covariance of the gradients of single examples: known to 13 digits.
TEST(SoftmaxRegression, HasTheKnownGradientVarianceAtZero) {
  Opened f("softmax_regression");
  const Numbers zero(f.dimension());
  const auto mean = f.at(zero).gradient;
  double variance = 0;
  for (std::uint32_t i = 0; i < f.examples(); ++i) {
    const auto difference = along(f.at(zero, {i}).gradient, -1, mean);
    variance += dot(difference, difference) / static_cast<double>(f.examples());
  }
  EXPECT_NEAR(variance, 14.220261799708, 5e-13);
}

}  // namespace
}  // namespace slalom::test
