// Looking several times finds no differences that are not there, and finds those that are.
#include "statistics/separation.hpp"
#include "fabricated.hpp"
#include "statistics/compare.hpp"
#include "statistics/significance.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace slalom::statistics {
namespace {

using testing::ElementsAre;

TEST(Looks, DoubleUpToTheMost) {
  EXPECT_THAT(interim_analyses(80), ElementsAre(10, 20, 40, 80));
  EXPECT_THAT(interim_analyses(50), ElementsAre(10, 20, 40, 50));
  EXPECT_THAT(interim_analyses(10), ElementsAre(10));
  EXPECT_THAT(interim_analyses(4), ElementsAre(4));
}

/// The comparison of these losses, as far as separated() looks at it.
ProblemComparison compared(const std::vector<std::vector<double>>& losses, std::uint64_t seeds,
                           std::size_t interim_analyses) {
  std::vector<Scores> scores(losses.size());
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t o = 0; o < losses.size(); ++o) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) scores[o].seeds.push_back(seed);
    scores[o].values.assign(losses[o].begin(), losses[o].begin() + static_cast<std::ptrdiff_t>(seeds));
    auto sorted = scores[o].values;
    std::ranges::sort(sorted);
    order.emplace_back((sorted[(seeds - 1) / 2] + sorted[seeds / 2]) / 2, o);
  }
  std::ranges::sort(order);
  const auto tests = test_against(order.front().second, scores, {.interim_analyses = interim_analyses});
  ProblemComparison p;
  for (const auto& [median, o] : order) {
    auto& optimizer = p.optimizers.emplace_back();
    optimizer.rank = static_cast<double>(p.optimizers.size());
    optimizer.against_best = tests[o];
  }
  return p;
}

/// Seeds until the best of `optimizers` was told from the second; 0 if it never was. The first one's losses are
/// smaller by the factor.
std::uint64_t seeds_needed(std::mt19937_64& random, std::size_t optimizers, double factor, std::uint64_t most) {
  std::lognormal_distribution<double> loss;
  std::vector<std::vector<double>> losses(optimizers, std::vector<double>(most));
  for (auto& row : losses)
    for (double& l : row) l = loss(random);
  for (double& l : losses[0]) l *= factor;
  for (const auto n : interim_analyses(most))
    if (separated(compared(losses, n, interim_analyses(most).size()))) return n;
  return 0;
}

// At 5 % there are 20 of 400 in the mean, and more than 33 once in 600 times. Without a correction for the four looks
// there would be about 50.
TEST(Separation, IsRarelyFoundWhereThereIsNone) {
  for (const std::size_t optimizers : {2, 5}) {
    std::mt19937_64 random(1);
    int found = 0;
    for (int i = 0; i < 400; ++i) found += seeds_needed(random, optimizers, 1, 80) > 0 ? 1 : 0;
    EXPECT_LE(found, 33) << optimizers << " optimizers";
  }
}

TEST(Separation, IsFoundWhereThereIsOneAndSooner) {
  std::mt19937_64 random(1);
  EXPECT_EQ(seeds_needed(random, 2, 1e-3, 40), 10);
  EXPECT_EQ(seeds_needed(random, 4, 1e-3, 80), 10);
  EXPECT_EQ(seeds_needed(random, 6, 1e-3, 80), 10) << "of several optimizers the first look can succeed too";
  const auto later = seeds_needed(random, 2, 0.3, 40);
  EXPECT_GT(later, 10);
}

TEST(Separation, IsNotLookedForWhereNothingIsRandom) {
  Fabricated f;
  f.chance = run::Chance::none;
  for (const auto* name : {"a", "b"}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 1});
  }
  EXPECT_TRUE(separated(compare({f.source()}).experiments[0].problems[0]));
}

}  // namespace
}  // namespace slalom::statistics
