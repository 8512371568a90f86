// Levenberg-Marquardt against steps computed a second time, NIST's certified values, and known minima of Moré, Garbow
// and Hillstrom.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace slalom::test {
namespace {

using run::Status;

suite::Case fit(const std::string& problem, const Json& settings, std::uint64_t evaluations) {
  auto c = make_case(problem, settings, "levenberg_marquardt");
  c.budget = {.evaluations = evaluations};
  return c;
}

TEST(LevenbergMarquardt, StepsAreThoseOfTheNormalEquations) {
  // On Rosenbrock's function from (-1.2, 1), with 50 digits and (J' J + mu D^2) h = -J' r instead of QR.
  const double right[][2] = {{-1.2, 1},
                             {-1.2, 1},
                             {-0.90177997158028567, 0.72646024979433099},
                             {-0.90177997158028567, 0.72646024979433099},
                             {-0.55975194191729594, 0.19915137739118702},
                             {-0.22682899037573412, -0.057958242824069806},
                             {0.063522589578750774, -0.080145637891173238},
                             {0.28621031818882181, 0.031711930120844986}};
  for (const auto precision : {suite::Precision::float64, suite::Precision::float32}) {
    auto c = make_case("mgh_rosenbrock", Json::object(), "levenberg_marquardt");
    c.precision = precision;
    c.budget = {.steps = 8};
    c.recording.every = 1;
    c.recording.trajectory = true;
    const auto r = run(c);
    ASSERT_EQ(r.trajectory.size(), 18U) << r.reason;
    for (std::size_t k = 0; k < 8; ++k)
      for (std::size_t i = 0; i < 2; ++i)
        EXPECT_NEAR(r.trajectory[2 * (k + 1) + i], right[k][i], precision == suite::Precision::float64 ? 1e-12 : 1e-4)
            << "step " << k + 1;
    EXPECT_EQ(r.evaluations, 8 + 5U) << "a trial each step, and a Jacobian where w is new";
  }
}

TEST(LevenbergMarquardt, FindsWhatNistCertifies) {
  const Json all = reference("nist.json")["entries"];
  for (const auto& entry : all)
    for (const auto* from : {"far", "near"}) {
      const std::string name = entry["name"];
      // From far, MGH10 takes thousands of evaluations, and BoxBOD's second parameter grows without end, as with
      // MINPACK.
      if (from == std::string("far") && (name == "nist_mgh10" || name == "nist_boxbod")) continue;
      const auto r = run(fit(name, {{"from", from}}, 2000));
      EXPECT_EQ(r.status, Status::finished) << name << r.reason;
      const double certified = entry["certified_sum"].get<double>() / 2;
      EXPECT_NEAR(r.points.back().loss, certified, 1e-9 * certified + 1e-20) << name << ", " << from;
      for (std::size_t i = 0; i < r.final_w.size(); ++i) {
        const double parameter = entry["certified"].at(i).get<double>();
        EXPECT_NEAR(r.final_w[i], parameter, 1e-5 * std::abs(parameter)) << name << ", " << from << ", w" << i;
      }
    }
}

TEST(LevenbergMarquardt, EndsInLocalMinimaAndAtRoundingOnly) {
  // The losses where MINPACK's lmder ends, too: of these problems the minimum is local, or not 0.
  for (const auto& [name, sum_of_squares] :
       std::vector<std::pair<std::string, double>>{{"mgh_bard", 8.21487730657897e-3},
                                                   {"mgh_kowalik_osborne", 3.07505603849238e-4},
                                                   {"mgh_freudenstein_roth", 48.9842536792400},
                                                   {"mgh_jennrich_sampson", 124.362182355615},
                                                   {"mgh_brown_dennis", 85822.2016263563}}) {
    const auto r = run(fit(name, Json::object(), 2000));
    EXPECT_NEAR(2 * r.points.back().loss, sum_of_squares, 1e-11 * sum_of_squares) << name;
    EXPECT_EQ(r.reason, "the optimizer is done: the step is below the rounding of w") << name;
    EXPECT_LT(r.evaluations, 1000U) << name;
  }
}

TEST(LevenbergMarquardt, StaysInABox) {
  auto c = make_case(
      "box", {{"inner", {{"problem", "mgh_rosenbrock"}, {"start_scale", 1.0}}}, {"lower", {-2}}, {"upper", {2}}},
      "levenberg_marquardt");
  c.budget = {.evaluations = 200};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_LT(r.points.back().loss, 1e-20);
  auto without = make_case("box", {{"inner", {{"problem", "sphere"}, {"dimension", 2}}}}, "levenberg_marquardt");
  EXPECT_EQ(run(without).status, Status::skipped);
}

TEST(LevenbergMarquardt, SkipsWhatHasNoResiduals) {
  const auto r = run(make_case("sphere", Json::object(), "levenberg_marquardt"));
  EXPECT_EQ(r.status, Status::skipped);
  EXPECT_EQ(r.reason, "this problem has no residuals: its value is not given as a sum of squares");
}

TEST(LevenbergMarquardt, GoesOnWhereAWrapperHasMovedW) {
  auto c =
      make_case("mgh_rosenbrock", Json::object(), "lookahead", {{"inner", {{"optimizer", "levenberg_marquardt"}}}});
  c.budget = {.steps = 300};
  const auto r = run(c);
  EXPECT_LT(r.points.back().loss, 1e-20) << r.reason;
}

}  // namespace
}  // namespace slalom::test
