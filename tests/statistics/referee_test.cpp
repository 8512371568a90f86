// Bayesian signed-rank tests, power, and ranks with missing data against baycomp, SciPy and NumPy:
// tests/reference/referee.json.
#include "fabricated.hpp"
#include "statistics/anytime.hpp"
#include "statistics/compare.hpp"
#include "statistics/power.hpp"
#include "statistics/signed_rank_posterior.hpp"
#include "statistics/skillings_mack.hpp"
#include "support/infinity.hpp"
#include "support/reference.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using Numbers = std::vector<double>;
using test::infinity;
using testing::HasSubstr;

/// Three standard errors of our 10,000 draws and baycomp's 200,000 are at most 0.016.
TEST(Posterior, IsThatOfBaycomp) {
  for (const auto& sample : test::reference("referee.json")["posteriors"]) {
    const auto p = signed_rank_posterior(sample["differences"].get<Numbers>(), sample["region"]);
    constexpr double noise = 0.016;
    EXPECT_NEAR(p.better, sample["below"].get<double>(), noise) << sample["name"] << sample["region"];
    EXPECT_NEAR(p.equivalent, sample["within"].get<double>(), noise) << sample["name"] << sample["region"];
    EXPECT_NEAR(p.worse, sample["above"].get<double>(), noise) << sample["name"] << sample["region"];
    EXPECT_NEAR(p.better + p.equivalent + p.worse, 1, 1e-12);
  }
}

TEST(Posterior, OfInfiniteAndOfEqualDifferences) {
  const auto never = signed_rank_posterior(Numbers(8, infinity), 0.01);
  EXPECT_GT(never.worse, 0.99);
  const auto mixed = signed_rank_posterior(Numbers{infinity, -infinity}, 0.01);
  EXPECT_NEAR(mixed.better, mixed.worse, 0.02);
  const auto equal = signed_rank_posterior(Numbers(8, 0), 0);
  EXPECT_DOUBLE_EQ(equal.better, 0.5) << "neither is preferred where no difference is too small to matter";
  EXPECT_DOUBLE_EQ(signed_rank_posterior(Numbers(8, 0), 0.01).equivalent, 1);
  EXPECT_TRUE(std::isnan(signed_rank_posterior({}, 0.01).better));
}

TEST(Posterior, StandsBesideTheTestWhereThereWasChance) {
  const auto posterior = [](run::Chance chance, std::uint64_t seeds) {
    Fabricated f;
    f.chance = chance;
    for (const auto& [name, factor] : {std::pair{"a", 1.0}, {"b", 1.2}}) {
      f.add("p", name);
      for (std::uint64_t seed = 1; seed <= seeds; ++seed) f.run(seed, {9, factor});
    }
    return compare({f.source()}).experiments[0].problems[0].optimizers[1].posterior;
  };
  EXPECT_GT(posterior(run::Chance::drawn, 10).worse, 0.95);
  EXPECT_TRUE(std::isnan(posterior(run::Chance::none, 10).worse));
  EXPECT_TRUE(std::isnan(posterior(run::Chance::drawn, 4).worse));
}

TEST(Power, SmallestEffectsAreThoseOfAnIndependentSimulation) {
  for (const auto& sample : test::reference("referee.json")["smallest_effects"]) {
    const double expected = sample["effect"];
    const Design design{.optimizers = sample["optimizers"], .seeds = sample["seeds"]};
    // Both are simulated, and the independent one takes quantiles of 1000 resampled medians.
    EXPECT_NEAR(smallest_log_ratio(design, 1, 0), expected, 0.08 * expected) << sample;
  }
}

TEST(Power, FewSeedsShowNothing) {
  for (std::size_t seeds = 1; seeds < 6; ++seeds)
    EXPECT_EQ(smallest_log_ratio({.optimizers = 2, .seeds = seeds}, 1, 0), infinity) << seeds;
  EXPECT_LT(smallest_log_ratio({.optimizers = 2, .seeds = 6}, 1, 0), infinity);
  EXPECT_EQ(smallest_log_ratio({.optimizers = 2, .seeds = 6, .interim_analyses = 2}, 1, 0), infinity);
}

TEST(Power, GrowsWithSeedsAndShrinksWithOptimizersAndScatter) {
  const auto effect = [](std::size_t optimizers, std::size_t seeds, double scatter, double equivalence) {
    return smallest_log_ratio({.optimizers = optimizers, .seeds = seeds}, scatter, equivalence);
  };
  EXPECT_LT(effect(2, 20, 1, 0), effect(2, 10, 1, 0));
  EXPECT_GT(effect(5, 10, 1, 0), effect(2, 10, 1, 0));
  EXPECT_DOUBLE_EQ(effect(2, 10, 3, 0), 3 * effect(2, 10, 1, 0));
  EXPECT_GT(effect(2, 10, 0.1, 0.05), effect(2, 10, 0.1, 0));
  EXPECT_NEAR(effect(2, 400, 1, 0), effect(2, 100, 1, 0) / 2, 1e-12);
}

TEST(Power, SeedsThatShowADifference) {
  const Standard standard{.equivalence = 0};
  const auto seeds = seeds_to_show(0.5, 1, 1, standard);
  EXPECT_LE(smallest_log_ratio({.optimizers = 2, .seeds = seeds}, 1, 0), 0.5);
  EXPECT_GT(smallest_log_ratio({.optimizers = 2, .seeds = seeds - 1}, 1, 0), 0.5);
  EXPECT_GT(seeds_to_show(0.5, 1, 10, standard), seeds) << "more comparisons";
  EXPECT_EQ(seeds_to_show(0.02, 1, 1, {.equivalence = 0.05}), 0U) << "it is not above the equivalence";
  EXPECT_GT(seeds_to_show(0.02, 1, 1, standard), 10'000U);
}

TEST(Power, ReportsSayHowManySeedsAreNeeded) {
  Fabricated f;
  for (const auto& [name, factor] : {std::pair{"a", 1.0}, {"b", 1.1}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 8; ++seed)
      f.run(seed, {9, factor * std::exp(0.4 * std::sin(static_cast<double>(seed) * factor * 5))});
  }
  const auto p = compare({f.source()}).experiments[0].problems[0];
  ASSERT_FALSE(p.optimizers[1].against_best.significant);
  ASSERT_GT(p.optimizers[1].seeds_needed, 8U);
  EXPECT_THAT(p.conclusions[0],
              HasSubstr("would show the observed difference to " + p.optimizers[1].label + " with a power of 80 %"));
}

Progression progression_of(const Json& run) { return {run["evaluations"], run["losses"]}; }

TEST(Anytime, AreaOverTheCurveAndAttainmentAreThoseOfIohinspector) {
  const auto& sample = test::reference("referee.json")["anytime"];
  std::vector<Progression> runs;
  double area = 0;
  for (const auto& run : sample["runs"]) {
    runs.push_back(progression_of(run));
    area += area_over_curve(runs.back(), sample["lower"], sample["upper"], sample["budget"]) / 3;
  }
  EXPECT_NEAR(area, sample["aocc"].get<double>(), 1e-12);
  const auto attained = attainment(runs, sample["costs"].get<Numbers>(), sample["losses"].get<Numbers>());
  for (std::size_t l = 0; l < attained.size(); ++l)
    for (std::size_t c = 0; c < attained[l].size(); ++c)
      EXPECT_NEAR(attained[l][c], sample["attained"][l][c].get<double>(), 1e-12) << l << ", " << c;
}

TEST(Anytime, ByHand) {
  const Progression run{{0, 10, 50}, {100, 1, 0.01}};  // of the range from 100 to 0.01, half at cost 10 and all at 50
  EXPECT_NEAR(area_over_curve(run, 0.01, 100, 100), (0.5 * 40 + 1 * 50) / 100, 1e-12);
  EXPECT_NEAR(area_over_curve(run, 0.01, 100, 20), 0.5 * 10 / 20, 1e-12);
  EXPECT_EQ(closeness(1e3, 0.01, 100), 0);
  EXPECT_EQ(closeness(0, 0.01, 100), 1);
}

TEST(Anytime, ReportsCompareTheBestTwo) {
  Fabricated f;
  f.info["p"].minimum = 0;
  for (const auto& [name, factor] : {std::pair{"a", 0.01}, {"b", 0.5}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 6; ++seed) f.run(seed, {10, 10 * factor, 10 * factor * factor});
  }
  const auto p = compare({f.source()}).experiments[0].problems[0];
  EXPECT_GT(p.optimizers[0].anytime.value, p.optimizers[1].anytime.value);
  EXPECT_THAT(p.attainment.optimizers, testing::ElementsAre("a", "b"));
  EXPECT_EQ(p.attainment.difference[3].back(), 1) << "only a comes to 0.1";
  EXPECT_EQ(p.attainment.difference.back().front(), 0);
}

/// null is missing.
std::vector<Numbers> rows_of(const Json& scores) {
  std::vector<Numbers> rows;
  for (const auto& row : scores) {
    auto& numbers = rows.emplace_back();
    for (const auto& x : row) numbers.push_back(x.is_null() ? unknown : x.get<double>());
  }
  return rows;
}

TEST(SkillingsMack, IsThatOfAnIndependentFormula) {
  for (const auto& sample : test::reference("referee.json")["skillings_mack"]) {
    const auto test = skillings_mack_test(rows_of(sample["scores"]), false);
    EXPECT_NEAR(test.statistic, sample["statistic"].get<double>(), 1e-9) << sample["name"];
    EXPECT_NEAR(test.p, sample["p"].get<double>(), 1e-9) << sample["name"];
  }
}

TEST(SkillingsMack, MeanRanksAreFriedmansWithoutMissingScores) {
  const std::vector<Numbers> rows{{1, 2, 3}, {2, 1, 3}, {1, 3, 2}};
  const auto complete = skillings_mack_test(rows, false);
  EXPECT_NEAR(complete.mean_ranks[0], 4.0 / 3, 1e-12);
  EXPECT_NEAR(complete.mean_ranks[2], 8.0 / 3, 1e-12);
  const auto missing = skillings_mack_test(std::vector<Numbers>{{1, 2, 3}, {2, 1, 3}, {1, unknown, 2}}, false);
  EXPECT_EQ(missing.rows[1], 2U);
}

TEST(SkillingsMack, ColumnsThatNothingConnectsAreNotTested) {
  const std::vector<Numbers> rows{{1, 2, unknown, unknown}, {unknown, unknown, 1, 2}};
  EXPECT_EQ(skillings_mack_test(rows, false).degrees, 0U);
}

TEST(SkillingsMack, RanksOptimizersThatLackResults) {
  Fabricated f;
  for (const auto* problem : {"p", "q", "r"})
    for (const auto& [name, loss] : {std::pair{"a", 1.0}, {"b", 2.0}, {"c", 3.0}}) {
      f.add(problem, name);
      if (problem == std::string("q") && name == std::string("b"))
        f.run(1, {9, loss}, run::Status::failed, "it crashed");
      else
        f.run(1, {9, loss});
    }
  const auto e = compare({f.source()}).experiments[0];
  EXPECT_EQ(e.ranking.optimizers.size(), 2U);
  ASSERT_EQ(e.incomplete.optimizers.size(), 3U);
  EXPECT_EQ(e.incomplete.optimizers[0].label, "a");
  EXPECT_EQ(e.incomplete.optimizers[1].label, "b");
  EXPECT_EQ(e.incomplete.optimizers[1].functions, 2U);
  EXPECT_TRUE(e.incomplete.permutation);
}

}  // namespace
}  // namespace slalom::statistics
