// Problems around others: minima move as they must, derivatives follow, and noise has the distribution that it says.
#include "opened.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::test {
namespace {

Json inner(const std::string& problem, Json settings = Json::object()) {
  settings["problem"] = problem;
  return {{"inner", settings}};
}

Json with(Json settings, const Json& more) {
  settings.update(more);
  return settings;
}

struct Moved {
  std::string modifier;
  Json settings;
};
std::ostream& operator<<(std::ostream& out, const Moved& m) { return out << m.modifier << " " << m.settings; }

class OtherCoordinates : public testing::TestWithParam<Moved> {};

INSTANTIATE_TEST_SUITE_P(Of, OtherCoordinates,
                         testing::Values(Moved{"shift", {{"by", {0.3, -0.2}}}}, Moved{"condition", {{"condition", 9}}},
                                         Moved{"rotate", {{"seed", 3}}}),
                         [](const auto& m) { return m.param.modifier; });

TEST_P(OtherCoordinates, MinimaAreWhereTheSameValuesAre) {
  for (const auto* problem : {"two_wells", "himmelblau", "branin"}) {
    Opened plain(problem), moved(GetParam().modifier, with(GetParam().settings, inner(problem)));
    ASSERT_EQ(moved.description().minimizer_count, plain.description().minimizer_count);
    EXPECT_EQ(*moved.description().minimum, *plain.description().minimum);
    for (std::size_t i = 0; i < plain.description().minimizer_count; ++i) {
      const double least =
          std::string_view(problem) == "two_wells" ? 0 : 1e-3;  // its minima lie on the unstretched axis
      EXPECT_GE(distance(moved.minimizer(i), plain.minimizer(i)), least);
      EXPECT_NEAR(moved.value(moved.minimizer(i)), plain.value(plain.minimizer(i)), 1e-12);
      EXPECT_LE(norm(moved.at(moved.minimizer(i)).gradient), 1e-4);
    }
  }
}

TEST_P(OtherCoordinates, StartsAreTheSamePoints) {
  Opened plain("two_wells"), moved(GetParam().modifier, with(GetParam().settings, inner("two_wells")));
  for (std::uint64_t seed = 1; seed < 5; ++seed)
    EXPECT_NEAR(moved.value(moved.start(seed)), plain.value(plain.start(seed)), 1e-12);
}

TEST(Shift, MovesDomainAndWindowToo) {
  const Opened plain("himmelblau"), moved("shift", with({{"by", {1, -2}}}, inner("himmelblau")));
  const auto &a = plain.description(), &b = moved.description();
  for (std::size_t i = 0; i < 2; ++i) {
    const double s = i == 0 ? 1 : -2;
    EXPECT_DOUBLE_EQ(b.lower[i], a.lower[i] + s);
    EXPECT_DOUBLE_EQ(b.upper[i], a.upper[i] + s);
    EXPECT_DOUBLE_EQ(b.window[2 * i], a.window[2 * i] + s);
    EXPECT_DOUBLE_EQ(b.window[2 * i + 1], a.window[2 * i + 1] + s);
  }
}

TEST(Shift, RefusesAListOfAnotherLength) {
  try {
    Opened f("shift", with({{"by", {1, 2, 3}}}, inner("two_wells")));
    FAIL();
  } catch (const std::exception& error) {
    EXPECT_STREQ(error.what(), "by has 3 numbers, but the problem has dimension 2");
  }
}

TEST(Box, HasHardBoundsAndStartsWithinThem) {
  Opened f("box", with({{"lower", {-1, -2}}, {"upper", {0.5}}}, inner("himmelblau")));
  const auto& d = f.description();
  EXPECT_NE(d.hard_bounds, 0);
  EXPECT_EQ((Numbers{d.lower, d.lower + 2}), (Numbers{-1, -2}));
  EXPECT_EQ((Numbers{d.upper, d.upper + 2}), (Numbers{0.5, 0.5}));
  EXPECT_EQ(f.value({0.4, -1.9}), Opened("himmelblau").value({0.4, -1.9}));
  EXPECT_EQ(f.value({0.6, 0}), std::numeric_limits<double>::infinity());
  const auto plain = Opened("himmelblau").start(1), start = f.start(1);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(start[i], std::clamp(plain[i], d.lower[i], 0.5));
}

TEST(Box, KnowsTheMinimaThatLieInIt) {
  Opened one("box", with({{"lower", {-4, 3}}, {"upper", {-2, 4}}}, inner("himmelblau")));  // not the first one
  ASSERT_EQ(one.description().minimizer_count, 1U);
  EXPECT_NEAR(one.value(one.minimizer(0)), *one.description().minimum, 1e-12);
  Opened none("box", with({{"lower", {-1}}, {"upper", {1}}}, inner("himmelblau")));
  EXPECT_EQ(none.description().minimum, nullptr);
  EXPECT_STREQ(none.description().minimum_unknown, "no known minimum lies in the box");
  Opened local("box", with({{"lower", {10, -2}}, {"upper", {12, 0}}}, inner("mgh_freudenstein_roth")));
  EXPECT_EQ(local.description().minimum, nullptr);
  EXPECT_EQ(local.description().minimizer_count, 1U);
}

TEST(Box, RefusesEmptyBoxes) {
  EXPECT_ANY_THROW(Opened("box", with({{"lower", {1}}, {"upper", {1}}}, inner("himmelblau"))));
  EXPECT_ANY_THROW(Opened("box", with({{"lower", {1, 2, 3}}}, inner("himmelblau"))));
}

TEST(Condition, IsThatOfASpheresHessian) {
  Opened f("condition", with({{"condition", 1000}}, inner("sphere", {{"dimension", 4}})));
  const auto plain = Opened("sphere", {{"dimension", 4}}).at({1, 1, 1, 1}).gradient;
  const auto g = f.at({1, 1, 1, 1}).gradient;
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(g[i] / plain[i], std::pow(1000, static_cast<double>(i) / 3), 1e-10);
}

TEST(Condition, StretchesDomainWindowAndHessianToo) {
  const Opened plain("himmelblau"), stretched("condition", with({{"condition", 4}}, inner("himmelblau")));
  const auto &a = plain.description(), &b = stretched.description();
  for (std::size_t i = 0; i < 2; ++i) {
    const double d = i == 0 ? 1 : 2;
    EXPECT_DOUBLE_EQ(b.lower[i], a.lower[i] / d);
    EXPECT_DOUBLE_EQ(b.upper[i], a.upper[i] / d);
    EXPECT_DOUBLE_EQ(b.window[2 * i], a.window[2 * i] / d);
    EXPECT_DOUBLE_EQ(b.window[2 * i + 1], a.window[2 * i + 1] / d);
  }
  Opened f("condition", with({{"condition", 4}}, inner("quadratic", {{"dimension", 2}, {"condition", 10}})));
  const auto product = f.hessian_vector({0.3, 0.2}, {1, 1});
  EXPECT_DOUBLE_EQ(product[0], 1);
  EXPECT_DOUBLE_EQ(product[1], 40);
}

TEST(Rotate, LeavesASphereAsItIs) {
  Opened plain("sphere", {{"dimension", 6}}), turned("rotate", inner("sphere", {{"dimension", 6}}));
  const Numbers w{0.3, -1, 0.7, 2, 0.1, -0.4};
  const auto a = plain.at(w), b = turned.at(w);
  EXPECT_NEAR(a.value, b.value, 1e-13);
  EXPECT_LE(distance(a.gradient, b.gradient), 1e-13);
}

TEST(Rotate, HasAWindowAroundTheTurnedOneAndNoDomain) {
  const Opened plain("himmelblau"), turned("rotate", inner("himmelblau"));
  EXPECT_EQ(turned.description().lower, nullptr);
  EXPECT_EQ(turned.description().upper, nullptr);
  // A row of the same matrix, as in IsUniformOverSeeds.
  const auto row =
      Opened("rotate", inner("shift", with({{"by", {1, 0}}}, inner("quadratic", {{"dimension", 2}})))).minimizer(0);
  const auto *a = plain.description().window, *b = turned.description().window;
  const double factor = std::abs(row[0]) + std::abs(row[1]);
  EXPECT_GT(factor, 1.01);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(b[2 * i + 1] - b[2 * i], factor * (a[1] - a[0]), 1e-9);
}

TEST(Rotate, LeavesTheCentreOfTheDomainWhereItIs) {
  Opened plain("branin"), turned("rotate", inner("branin"));
  EXPECT_NEAR(turned.value({2.5, 7.5}), plain.value({2.5, 7.5}), 1e-10);
}

TEST(Rotate, KeepsEigenvaluesOfAQuadraticAndMixesItsAxes) {
  const Json quadratic{{"dimension", 2}, {"condition", 10}};
  Opened plain("quadratic", quadratic), turned("rotate", inner("quadratic", quadratic));
  const auto hessian = [](Opened& f) {
    const Numbers w{0.2, 0.1};
    return std::pair{f.hessian_vector(w, {1, 0}), f.hessian_vector(w, {0, 1})};
  };
  const auto [a, b] = hessian(plain);
  const auto [c, d] = hessian(turned);
  EXPECT_NEAR(c[0] + d[1], a[0] + b[1], 1e-12);
  EXPECT_NEAR(c[0] * d[1] - c[1] * d[0], a[0] * b[1] - a[1] * b[0], 1e-12);
  EXPECT_NEAR(c[1], d[0], 1e-13);
  EXPECT_GT(std::abs(c[1]), 1e-3);
}

TEST(Rotate, IsUniformOverSeeds) {
  // An entry of a random orthogonal matrix of n rows has mean 0, variance 1/n and fourth moment 3/(n (n + 2)). The
  // point e_1, where the shifted quadratic has its minimum, moves to the first row of Q.
  constexpr int seeds = 3000, n = 3;
  double mean = 0, square = 0, fourth = 0;
  for (int seed = 0; seed < seeds; ++seed) {
    auto shifted = with({{"problem", "shift"}, {"by", {1, 0, 0}}}, inner("quadratic", {{"dimension", n}}));
    const double q = Opened("rotate", {{"seed", seed}, {"inner", shifted}}).minimizer(0)[0];
    mean += q / seeds;
    square += q * q / seeds;
    fourth += q * q * q * q / seeds;
  }
  EXPECT_NEAR(mean, 0, 4 * std::sqrt(1.0 / 3 / seeds));
  EXPECT_NEAR(square, 1.0 / 3, 4 * std::sqrt((1.0 / 5 - 1.0 / 9) / seeds));
  EXPECT_NEAR(fourth, 1.0 / 5, 4 * std::sqrt((1.0 / 9 - 1.0 / 25) / seeds));
}

TEST(Offset, AddsToValuesAlone) {
  Opened plain("two_wells"), raised("offset", with({{"by", 2.5}}, inner("two_wells")));
  const Numbers w{0.3, 0.8};
  EXPECT_EQ(raised.at(w).value, plain.at(w).value + 2.5);
  EXPECT_EQ(raised.at(w).gradient, plain.at(w).gradient);
  EXPECT_EQ(*raised.description().minimum, *plain.description().minimum + 2.5);
}

TEST(Modifiers, OfferProductsWithTheHessianWhereTheInnerProblemDoes) {
  EXPECT_TRUE(Opened("noise", inner("quadratic")).has_hessian_vector());
  EXPECT_FALSE(Opened("noise", inner("mlp")).has_hessian_vector());
  EXPECT_FALSE(Opened("shift", with(inner("noise", inner("mlp")), {{"by", {1}}})).has_hessian_vector());
}

TEST(Modifiers, AreOneFunctionAfterTheOther) {
  // f(2 w - 2) of a sphere: the outer one's coordinates come first.
  Opened f("shift",
           with({{"by", {1}}}, inner("condition", with({{"condition", 16}}, inner("sphere", {{"dimension", 2}})))));
  EXPECT_DOUBLE_EQ(f.value({1, 1.5}), Opened("sphere", {{"dimension", 2}}).value({0, 2}));
}

/// What an optimizer would see at w in that step.
struct Seen {
  double value;
  Numbers gradient;
};
Seen see(const Json& settings, const Numbers& w, std::uint64_t step, bool gradient = true) {
  const auto& entry = *problems().problem("noise");
  const loader::OpenProblem problem(entry, loader::complete(entry.settings, settings), SLALOM_FLOAT64,
                                    {problems(), {}});
  const loader::Workspace workspace(problem, loader::DataSource());
  Seen seen{0, Numbers(w.size())};
  loader::RandomStream noise(5, loader::Purpose::noise);
  noise.seek(step);
  auto query = problem.query(w.data(), gradient ? seen.gradient.data() : nullptr);
  query.noise = noise.c();
  EXPECT_EQ(entry.c->evaluate[SLALOM_FLOAT64](workspace.c(), &query), SLALOM_OK);
  seen.value = query.value;
  return seen;
}

TEST(Noise, IsNoneInWhatIsRecorded) {
  Opened plain("two_wells"), noisy("noise", inner("two_wells"));
  EXPECT_EQ(noisy.at({0.3, 0.8}).value, plain.at({0.3, 0.8}).value);
  EXPECT_EQ(noisy.at({0.3, 0.8}).gradient, plain.at({0.3, 0.8}).gradient);
}

TEST(Noise, HasTheMeanAndVarianceThatItSays) {
  constexpr int steps = 20000;
  const Numbers w{0.3, 0.8};
  const auto exact = Opened("two_wells").at(w);
  for (const std::string kind : {"additive", "multiplicative"}) {
    const auto settings = with({{"kind", kind}, {"scale", 0.2}}, inner("two_wells"));
    const auto spread = [&](double y) { return kind == "additive" ? 0.2 : 0.2 * std::abs(y); };
    const std::array values{exact.value, exact.gradient[0], exact.gradient[1]};
    std::array<double, 3> mean{}, square{};
    double together = 0;
    for (int k = 0; k < steps; ++k) {
      const auto seen = see(settings, w, static_cast<std::uint64_t>(k));
      const std::array all{seen.value, seen.gradient[0], seen.gradient[1]};
      std::array<double, 3> z{};
      for (std::size_t i = 0; i < 3; ++i) {
        z[i] = (all[i] - values[i]) / spread(values[i]);
        mean[i] += z[i] / steps;
        square[i] += z[i] * z[i] / steps;
      }
      together += z[1] * z[2] / steps;
    }
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(mean[i], 0, 4 / std::sqrt(steps)) << kind << i;
      EXPECT_NEAR(square[i], 1, 4 * std::sqrt(2.0 / steps)) << kind << i;
    }
    EXPECT_NEAR(together, 0, 4 / std::sqrt(steps)) << kind << ": entries have noise of their own";
  }
}

TEST(Noise, OfCauchyHasItsQuartiles) {
  constexpr int steps = 20000;
  const Numbers w{0.3, 0.8};
  const double exact = Opened("two_wells").value(w);
  int below = 0, inside = 0;
  for (int k = 0; k < steps; ++k) {
    const double c =
        (see(with({{"kind", "cauchy"}, {"scale", 2}}, inner("two_wells")), w, static_cast<std::uint64_t>(k)).value -
         exact) /
        2;
    below += c < 0 ? 1 : 0;
    inside += std::abs(c) < 1 ? 1 : 0;
  }
  EXPECT_NEAR(below, steps / 2, 2 * std::sqrt(steps));
  EXPECT_NEAR(inside, steps / 2, 2 * std::sqrt(steps));
}

TEST(Noise, OfAStepIsTheSameForAll) {
  const auto settings = inner("two_wells");
  const auto exact = Opened("two_wells").value({0.3, 0.8}), elsewhere = Opened("two_wells").value({-1, 0.1});
  const auto a = see(settings, {0.3, 0.8}, 7), b = see(settings, {-1, 0.1}, 7), c = see(settings, {0.3, 0.8}, 8);
  EXPECT_NEAR(a.value - exact, b.value - elsewhere, 1e-13);
  EXPECT_NE(a.value, c.value);
  EXPECT_EQ(see(settings, {0.3, 0.8}, 7, false).value, a.value) << "with and without the gradient";
}

}  // namespace
}  // namespace slalom::test
