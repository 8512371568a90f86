// Linear models against minima that were found elsewhere in extended precision: reference/scripts/gen_linear_models.py.
#include "opened.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "support/temporary_folder.hpp"

namespace slalom::test {
namespace {

using testing::HasSubstr;

class LinearModel : public testing::TestWithParam<nlohmann::json> {
 protected:
  double expected(const char* key) const { return GetParam()[key]; }
  Opened f{GetParam()["problem"], {{"l2", GetParam()["l2"]}, {"data", GetParam()["data"]}}};
};
INSTANTIATE_TEST_SUITE_P(, LinearModel, testing::ValuesIn([] {
                           const auto runs = reference("linear_models.json")["runs"];
                           return std::vector<nlohmann::json>(runs.begin(), runs.end());
                         }()),
                         [](const auto& about) {
                           return about.param["problem"].template get<std::string>() + std::to_string(about.index);
                         });

TEST_P(LinearModel, HasTheRightValueAndGradientAtZero) {
  const Numbers zero(f.dimension());
  EXPECT_EQ(f.start(1), zero);
  EXPECT_NEAR(f.at(zero).value, expected("f_at_0"), 1e-14);
  EXPECT_NEAR(norm(f.at(zero).gradient), expected("grad_norm_at_0"), 1e-13);
}

TEST_P(LinearModel, KnowsItsMinimum) {
  ASSERT_NE(f.description().minimum, nullptr);
  EXPECT_NEAR(*f.description().minimum, expected("f_star"), 1e-13);
  ASSERT_EQ(f.description().minimizer_count, 1U);
  auto w = f.minimizer(0);
  EXPECT_NEAR(f.value(w), expected("f_star"), 1e-13);
  EXPECT_LE(norm(f.at(w).gradient), 1e-12);
  EXPECT_NEAR(w.back(), expected("b"), 1e-9);
  w.pop_back();
  EXPECT_NEAR(norm(w), expected("w_norm"), 1e-9);
}

TEST(LogisticNonconvex, HasItsPenaltyAndClaimsNoMinimum) {
  Opened f("logistic_nonconvex", {{"lambda", 0.5}}), without("logistic_nonconvex", {{"lambda", 0}});
  EXPECT_EQ(f.description().minimum, nullptr);
  Numbers w(f.dimension());
  w[0] = 1, w[1] = -2, w.back() = 7;  // b is free
  EXPECT_NEAR(f.value(w) - without.value(w), 0.5 * (1.0 / 2 + 4.0 / 5), 1e-13);
}

/// A file of the user's own, with real targets: y = 2 x_1 - 3 x_2 + 1.
TEST(LeastSquares, FitsAnyTable) {
  TemporaryFolder folder;
  std::ofstream(folder.path() / "plane.csv") << "a,b,y\n9,9,-8\n1,0,3\n0,1,-2\n1,1,0\n2,5,-10\n7,7,-6\n-1,4,-13\n";
  Opened f("least_squares", {{"data", "plane"}, {"scaling", "none"}}, SLALOM_FLOAT64, folder.path());
  ASSERT_NE(f.description().minimum, nullptr);
  EXPECT_NEAR(*f.description().minimum, 0, 1e-20);
  const auto w = f.minimizer(0);
  EXPECT_NEAR(distance(w, {2, -3, 1}), 0, 1e-9);
  EXPECT_NEAR(f.measure(w)[0], 0, 1e-15);
}

TEST(LinearModels, SayWhichRowHasATargetTheyCannotUse) {
  TemporaryFolder folder;
  std::ofstream(folder.path() / "bad.csv") << "a,y\n1,0\n2,1\n3,-2\n4,0\n5,1\n6,0\n";
  for (const auto& [problem, expected] :
       {std::pair{"logistic_regression", "bad.csv:3: a third class: this problem takes two"},
        {"squared_hinge", "bad.csv:3: a third class: this problem takes two"},
        {"poisson_regression", "bad.csv:4: the last column must not be below 0"}})
    try {
      Opened f(problem, {{"data", "bad"}}, SLALOM_FLOAT64, folder.path());
      FAIL() << problem;
    } catch (const loader::PluginError& error) {
      EXPECT_THAT(error.what(), HasSubstr(expected));
    }
}

TEST(LinearModels, ClaimNoMinimumThatIsNotReached) {
  TemporaryFolder folder;
  // One feature separates the classes, and there is no penalty.
  std::ofstream(folder.path() / "separable.csv") << "a,y\n1,1\n2,1\n3,1\n-1,0\n-2,0\n-3,0\n";
  EXPECT_EQ(Opened("logistic_regression", {{"data", "separable"}, {"l2", 0}}, SLALOM_FLOAT64, folder.path())
                .description()
                .minimum,
            nullptr);
  // At 0, where Newton's method begins, the loss is linear in all examples and its Hessian is 0.
  std::ofstream(folder.path() / "far.csv") << "a,y\n1,5\n2,5\n3,5\n-1,7\n-2,5\n-3,5\n";
  EXPECT_EQ(
      Opened("huber_regression", {{"data", "far"}, {"l2", 0}}, SLALOM_FLOAT64, folder.path()).description().minimum,
      nullptr);
}

TEST(MatrixFactorization, ReachesZeroOnlyWithoutNoise) {
  Opened f("matrix_factorization");
  ASSERT_NE(f.description().minimum, nullptr);
  EXPECT_NEAR(f.value(f.minimizer(0)), 0, 1e-28);
  EXPECT_NEAR(static_cast<double>(f.examples()), 300, 40);  // half of 600; standard deviation 12
  Opened all("matrix_factorization", {{"observed", 1}, {"noise", 0.1}});
  EXPECT_EQ(all.examples(), 600U);
  EXPECT_EQ(all.description().minimum, nullptr);
}

TEST(ReddiOnline, HasItsMinimumBehindTheLeftWall) {
  Opened f("reddi_online");
  EXPECT_DOUBLE_EQ(f.at({0.5}, {0}).gradient[0], 101);
  EXPECT_DOUBLE_EQ(f.at({0.5}, {7}).gradient[0], -1);
  EXPECT_NEAR(f.at({0.5}).gradient[0], 1.0 / 101, 1e-15);
  const auto best = f.minimizer(0);
  EXPECT_LT(best[0], -1);
  EXPECT_NEAR(f.value(best), *f.description().minimum, 1e-15);
  EXPECT_NEAR(f.at(best).gradient[0], 0, 1e-15);
}

/// Equal weights, as adaptive methods find, against what gradient descent finds: Wilson et al. (2017), section 3.3.
TEST(WilsonFeatures, TellsGradientDescentFromAdaptiveMethods) {
  Opened f("wilson_features");
  EXPECT_EQ(f.dimension(), 3 + 36 + 5 * 24U);
  auto w = f.start(1);
  for (int step = 0; step < 20000; ++step) w = along(w, -0.1, f.at(w).gradient);
  EXPECT_LT(f.value(w), 1e-6);
  EXPECT_EQ(f.measure(w), (Numbers{1}));

  const auto g = f.at(Numbers(f.dimension())).gradient;  // of the least-norm solution with equal sizes: its signs
  Numbers signs;
  for (const double x : g) signs.push_back(x < 0 ? 0.25 : -0.25);
  EXPECT_LT(f.value(signs), 1e-28);
  EXPECT_EQ(f.measure(signs), (Numbers{0.6}));
}

}  // namespace
}  // namespace slalom::test
