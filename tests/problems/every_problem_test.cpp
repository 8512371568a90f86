// What must hold for every problem, whatever it is.
#include "variants.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace slalom::test {
namespace {

using testing::DoubleNear;
using testing::Pointwise;

std::vector<Variant> those(bool (*wanted)(const Opened&)) {
  auto some = variants();
  std::erase_if(some, [&](const Variant& v) { return !wanted(Opened(v.problem, v.settings)); });
  return some;
}

Numbers without_zeros(Numbers w) {
  for (std::size_t i = 0; i < w.size(); ++i)
    if (w[i] == 0) w[i] = 0.01 * std::sin(static_cast<double>(i + 1));
  return w;
}

/// Moved to where there is room for differences, if its bounds are hard.
Numbers within_bounds(const Opened& f, Numbers w) {
  const auto& d = f.description();
  for (std::size_t i = 0; i < w.size() && d.hard_bounds != 0; ++i) {
    const double margin = 0.01 * std::min(1.0, d.upper[i] - d.lower[i]);
    w[i] = std::clamp(w[i], d.lower[i] + margin, d.upper[i] - margin);
  }
  return w;
}

class EveryProblem : public testing::TestWithParam<Variant> {
 protected:
  Opened f{GetParam().problem, GetParam().settings};
  /// A point where nothing is special, not even a bias 0, and a direction.
  Numbers w = within_bounds(f, without_zeros(along(f.start(1), 0.1, f.start(2)))),
          v = along(f.start(3), -0.5, Numbers(f.dimension(), 0.3));
};
struct Smooth : EveryProblem {};
struct FiniteSum : EveryProblem {};
struct Curved : EveryProblem {};
struct Bounded : EveryProblem {};

INSTANTIATE_TEST_SUITE_P(, EveryProblem, testing::ValuesIn(variants()), &variant_name);
/// Differences do not do where waves are too short (bbob_test.cpp has these), nor where variables are of very different
/// sizes (sums_of_squares_test.cpp has these).
std::vector<Variant> fit_for_differences(std::vector<Variant> all) {
  std::erase_if(all, [](const Variant& v) {
    const auto& p = v.problem;
    static const std::set<std::string> short_waves{
        "bbob_f16",  "bbob_f19",       "bbob_f23",       "bbob_f24",       "bbob_f125",     "bbob_f126",
        "bbob_f127", "bbob_large_f16", "bbob_large_f19", "bbob_large_f23", "bbob_large_f24"};
    return short_waves.contains(p) || p.starts_with("mgh_") || p.starts_with("nist_");
  });
  return all;
}
INSTANTIATE_TEST_SUITE_P(, Smooth, testing::ValuesIn(fit_for_differences(variants())), &variant_name);
INSTANTIATE_TEST_SUITE_P(, FiniteSum, testing::ValuesIn(those([](const Opened& f) { return f.examples() > 1; })),
                         &variant_name);
INSTANTIATE_TEST_SUITE_P(, Curved, testing::ValuesIn(fit_for_differences(those([](const Opened& f) {
                           return f.has_hessian_vector();
                         }))),
                         &variant_name);
INSTANTIATE_TEST_SUITE_P(, Bounded,
                         testing::ValuesIn(those([](const Opened& f) { return f.description().lower != nullptr; })),
                         &variant_name);

TEST_P(Smooth, HasTheGradientOfItsValue) {
  const auto g = f.at(w).gradient;
  for (int trial = 0; trial < 3; ++trial) {
    Numbers direction(f.dimension());  // another one each time, of length 1
    for (std::size_t i = 0; i < direction.size(); ++i)
      direction[i] = std::sin(static_cast<double>((i + 1) * static_cast<std::size_t>(trial + 2)));
    direction = along(Numbers(f.dimension()), 1 / norm(direction), direction);
    const double h = f.examples() > 1 ? 1e-6 : 1e-5;  // relus of many examples have many kinks
    const double slope = (f.value(along(w, h, direction)) - f.value(along(w, -h, direction))) / (2 * h);
    EXPECT_NEAR(dot(g, direction), slope, 1e-7 * (1 + norm(g)));
  }
}

TEST_P(EveryProblem, KnowsItsMinimumOrSaysWhyItIsNotKnown) {
  EXPECT_TRUE(f.description().minimum != nullptr || f.description().minimum_unknown != nullptr);
}

/// Coordinates whose derivative is 0 at every one of some random points, by tensor ("" where there is none).
std::map<std::string, std::size_t> dead_coordinates(Opened& f) {
  std::vector<bool> alive(f.dimension());
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const auto towards = static_cast<double>(seed % 4) / 4;  // from a start towards a minimizer, where there is one
    auto w = without_zeros(along(f.start(seed), 0.2, f.start(seed + 100)));
    if (f.description().minimizer_count > 0)
      w = along(along(Numbers(f.dimension()), 1 - towards, w), 0.99 * towards, f.minimizer(0));
    if (f.start(1) == f.start(2))  // the same for all seeds, and often with equal numbers
      for (std::size_t i = 0; i < w.size(); ++i) w[i] += 0.1 * std::sin(static_cast<double>(seed + i));
    const auto g = f.at(within_bounds(f, w)).gradient;
    for (std::size_t i = 0; i < g.size(); ++i) alive[i] = alive[i] || g[i] != 0;
  }
  std::map<std::string, std::size_t> dead;
  const auto* space = f.description().space;
  for (std::size_t i = 0; i < alive.size(); ++i) {
    if (alive[i]) continue;
    std::string name;
    for (std::size_t t = 0; t < space->tensor_count && space->tensors[t]->offset <= i; ++t)
      name = space->tensors[t]->name;
    ++dead[name];
  }
  return dead;
}

TEST_P(EveryProblem, NeedsEachOfItsParameters) {
  // Steps: the gradient is 0 almost everywhere.
  for (const char* steps : {"bbob_f7", "bbob_large_f7", "bbob_f113", "bbob_f114", "bbob_f115"})
    if (GetParam().problem == steps) return;
  if (GetParam().problem == "mgh_linear_rank1_zeros") return;  // two of its variables do not count
  if (GetParam().problem == "cutest_nondia") return;           // nor does the last one here
  for (const auto& [tensor, count] : dead_coordinates(f)) {
    // What reads pixels that are 0 in every image, or symbols that no text has, has nothing to learn.
    if (tensor == "W1" || tensor == "E1") continue;
    ADD_FAILURE() << count << " of its parameters have no effect, in the tensor '" << tensor << "'";
  }
}

TEST_P(Smooth, HasTheDerivativeByEachCoordinate) {
  if (f.dimension() > 200) return;  // HasTheGradientOfItsValue sees those along directions
  const auto g = f.at(w).gradient;
  for (std::size_t i = 0; i < f.dimension(); ++i) {
    Numbers axis(f.dimension());
    axis[i] = 1;
    constexpr double h = 1e-5;
    const double slope = (f.value(along(w, h, axis)) - f.value(along(w, -h, axis))) / (2 * h);
    EXPECT_NEAR(g[i], slope, 1e-6 * (1 + norm(g))) << i;
  }
}

TEST_P(EveryProblem, GivesTheSameValueWithAndWithoutTheGradient) {
  const double value = f.value(w);
  const auto* minimum = f.description().minimum;  // is a part of the value, which may be a small difference
  EXPECT_NEAR(f.at(w).value, value, 1e-14 * std::max(std::abs(value), minimum == nullptr ? 0 : std::abs(*minimum)));
}

TEST_P(FiniteSum, AveragesItsExamples) {
  const auto whole = f.at(w);
  Value mean{0, Numbers(f.dimension())};
  const auto share = 1 / static_cast<double>(f.examples());
  for (std::uint32_t i = 0; i < f.examples(); ++i) {
    const auto one = f.at(w, {i});
    mean.value += share * one.value;
    mean.gradient = along(mean.gradient, share, one.gradient);
  }
  EXPECT_NEAR(mean.value, whole.value, 1e-13 * (1 + std::abs(whole.value)));
  EXPECT_LE(distance(mean.gradient, whole.gradient), 1e-13 * (1 + norm(whole.gradient)));

  Indices backwards(f.examples());
  std::iota(backwards.rbegin(), backwards.rend(), 0U);
  EXPECT_LE(distance(f.at(w, backwards).gradient, whole.gradient), 1e-13 * (1 + norm(whole.gradient)));
}

TEST_P(FiniteSum, CountsAnExampleThatABatchHoldsTwice) {
  const auto twice = f.at(w, {3, 5, 3}), a = f.at(w, {3}), b = f.at(w, {5});
  EXPECT_NEAR(twice.value, (2 * a.value + b.value) / 3, 1e-14 * (1 + std::abs(twice.value)));
}

TEST_P(Curved, HasTheHessianOfItsGradient) {
  const double h = 1e-5 / norm(v);
  for (const auto& batch : {Indices{}, Indices{0, 1, 2}}) {
    if (!batch.empty() && f.examples() == 1) continue;
    const auto slope = along(f.at(along(w, h, v), batch).gradient, -1, f.at(along(w, -h, v), batch).gradient);
    const auto product = f.hessian_vector(w, v, batch);
    EXPECT_LE(distance(product, along(Numbers(f.dimension()), 1 / (2 * h), slope)), 1e-6 * norm(product));
  }
}

TEST_P(EveryProblem, KeepsWorkspacesApart) {
  auto other = f.another_workspace();
  const auto expected = f.at(w);
  f.at(other, v);
  EXPECT_EQ(f.at(w).gradient, expected.gradient);
  EXPECT_EQ(f.at(other, w).value, expected.value);
}

TEST_P(EveryProblem, GivesTheSameBitsWhereverTheNumbersLie) {
  for (const auto real : {SLALOM_FLOAT64, SLALOM_FLOAT32}) {
    Opened g(GetParam().problem, GetParam().settings, real);
    const auto aligned = g.at(w, {}, 0);
    for (std::size_t shift = 1; shift < 8; ++shift) {
      const auto shifted = g.at(w, {}, shift);
      EXPECT_EQ(shifted.value, aligned.value) << shift;
      EXPECT_TRUE(shifted.gradient == aligned.gradient) << shift;
    }
  }
}

TEST_P(EveryProblem, DependsOnTheSeedOnlyAtTheStart) {
  EXPECT_EQ(f.start(7), f.start(7));
  Opened again(GetParam().problem, GetParam().settings);
  EXPECT_EQ(again.start(7), f.start(7));
  EXPECT_EQ(again.at(w).gradient, f.at(w).gradient);
}

TEST_P(Bounded, StartsInsideItsDomain) {
  const auto& d = f.description();
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto start = f.start(seed);
    for (std::size_t i = 0; i < start.size(); ++i) {
      EXPECT_GE(start[i], d.lower[i]);
      EXPECT_LE(start[i], d.upper[i]);
    }
  }
}

TEST_P(EveryProblem, SaysWhatItIs) {
  const auto& entry = *problems().problem(GetParam().problem);
  EXPECT_FALSE(entry.title.empty());
  EXPECT_FALSE(entry.source.empty());
  for (const auto& setting : entry.settings) EXPECT_FALSE(setting.meaning.empty()) << setting.name;
  EXPECT_TRUE(f.dimension() != 2 || f.description().window != nullptr) << "no plot window";
}

}  // namespace
}  // namespace slalom::test
