// How often the claims of reports are false where optimizers are equal: at most 5 %, but for the noise of the
// simulation. With SLALOM_LONG_TESTS all numbers of optimizers and seeds, with more samples.
#include "statistics/baseline.hpp"
#include "statistics/power.hpp"
#include "statistics/rank_permutations.hpp"
#include "statistics/ranks.hpp"
#include "statistics/separation.hpp"
#include "statistics/skillings_mack.hpp"
#include "statistics/standing.hpp"
#include "support/infinity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

namespace slalom::statistics {
namespace {

using test::infinity;
using Random = std::mt19937_64;

bool whole() { return std::getenv("SLALOM_LONG_TESTS") != nullptr; }

/// A score: of this seed's effect, which all optimizers share, and the run's own luck.
struct Kind {
  const char* name;
  double (*draw)(double seed_effect, Random& random);
  bool times_to_targets = false;
};

double normal(Random& random) { return std::normal_distribution<>()(random); }
double uniform(Random& random) { return std::uniform_real_distribution<>()(random); }

const Kind kinds[] = {
    {"log-normal", [](double, Random& r) { return std::exp(normal(r)); }},
    {"heavy", [](double, Random& r) { return std::exp(std::student_t_distribution<>(1)(r)); }},
    {"seed effect", [](double seed, Random& r) { return std::exp(2 * seed + 0.5 * normal(r)); }},
    {"25 % diverged", [](double, Random& r) { return uniform(r) < 0.25 ? infinity : std::exp(normal(r)); }},
    {"two-valued", [](double, Random& r) { return uniform(r) < 0.5 ? 1.0 : 2.0; }},
    {"steps with never",
     [](double, Random& r) { return uniform(r) < 0.4 ? infinity : std::ceil(100 * std::exp(0.5 * normal(r))); }, true}};

/// Equal optimizers, but for the first, whose scores are `factor` times as large.
std::vector<Scores> sample(const Kind& kind, std::size_t optimizers, std::size_t seeds, double factor, Random& random) {
  constexpr double budget = 1000;
  std::vector<Scores> scores(optimizers);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const double effect = normal(random);
    for (std::size_t o = 0; o < optimizers; ++o) {
      const double value = kind.draw(effect, random) * (o == 0 ? factor : 1);
      scores[o].seeds.push_back(seed);
      scores[o].values.push_back(value);
      if (kind.times_to_targets) scores[o].spent.push_back(std::isinf(value) ? budget : value);
    }
  }
  return scores;
}

/// Percentages of samples in which something was claimed.
struct Claims {
  double best = 0, row = 0, equivalent = 0;
};

Claims claims(const Kind& kind, std::size_t optimizers, std::size_t seeds, double factor, int samples) {
  int best = 0, row = 0, equivalent = 0;
#pragma omp parallel for reduction(+ : best, row, equivalent)
  for (int i = 0; i < samples; ++i) {
    Random random(static_cast<std::uint64_t>(i) + 1000 * optimizers + seeds);
    const auto s = standing(sample(kind, optimizers, seeds, factor, random), {});
    best += s.best ? 1 : 0;
    row += std::ranges::any_of(s.tests, &PairTest::significant) ? 1 : 0;
    equivalent += std::ranges::any_of(s.tests, &PairTest::equivalent) ? 1 : 0;
  }
  const double percent = 100.0 / samples;
  return {percent * best, percent * row, percent * equivalent};
}

/// 5 % and three standard errors of a simulation.
double most(int samples) { return 5 + 300 * std::sqrt(0.05 * 0.95 / samples); }

std::vector<std::size_t> optimizer_counts() {
  return whole() ? std::vector<std::size_t>{2, 3, 5, 10, 30} : std::vector<std::size_t>{2, 3, 10};
}
std::vector<std::size_t> seed_counts() {
  return whole() ? std::vector<std::size_t>{2, 3, 5, 10, 30} : std::vector<std::size_t>{6, 10};
}
int sample_count() { return whole() ? 2000 : 300; }

TEST(Simulation, EqualOptimizersAreRarelySaidToDiffer) {
  for (const auto& kind : kinds)
    for (const auto k : optimizer_counts())
      for (const auto n : seed_counts()) {
        const auto c = claims(kind, k, n, 1, sample_count());
        EXPECT_LE(c.best, most(sample_count())) << kind.name << ", " << k << " optimizers, " << n << " seeds";
        EXPECT_LE(c.row, most(sample_count())) << kind.name << ", " << k << " optimizers, " << n << " seeds";
      }
}

/// Scores whose scatter is as small as the region of equivalence, where the claim is tempting.
const Kind narrow_kinds[] = {
    {"scatter of 0.3 %", [](double, Random& r) { return std::exp(0.003 * normal(r)); }},
    {"scatter of 1 %, seed effect", [](double seed, Random& r) { return std::exp(seed + 0.01 * normal(r)); }},
    {"scatter of 3 %", [](double, Random& r) { return std::exp(0.03 * normal(r)); }},
    {"heavy", [](double, Random& r) { return std::exp(0.003 * std::student_t_distribution<>(1)(r)); }},
    {"skewed", [](double, Random& r) { return 1 + 0.01 * std::exp(normal(r)); }},
    {"two-valued", [](double, Random& r) { return uniform(r) < 0.5 ? 1.0 : 1.001; }},
    {"25 % diverged", [](double, Random& r) { return uniform(r) < 0.25 ? infinity : std::exp(0.003 * normal(r)); }},
    {"steps", [](double, Random& r) { return std::ceil(1000 * std::exp(0.01 * normal(r))); }, true}};

/// Of all comparisons of an optimizer that is truly better, by just more than what is equivalent, with one that is not:
/// the percentage that is called equivalent.
double falsely_equivalent(const Kind& kind, std::size_t optimizers, std::size_t seeds, int samples) {
  const double factor = 1 / (1 + standard_equivalence) / (1 + 1e-9);
  int equivalent = 0;
#pragma omp parallel for reduction(+ : equivalent)
  for (int i = 0; i < samples; ++i) {
    Random random(static_cast<std::uint64_t>(i) + 2000 * optimizers + seeds);
    const auto s = standing(sample(kind, optimizers, seeds, factor, random), {});
    for (std::size_t o = 0; o < optimizers; ++o)
      if (o != s.first && (o == 0 || s.first == 0)) equivalent += s.tests[o].equivalent ? 1 : 0;
  }
  return 100.0 * equivalent / samples / static_cast<double>(optimizers - 1);
}

TEST(Simulation, DifferentOptimizersAreRarelySaidToBeEquivalent) {
  for (const auto& kind : narrow_kinds)
    for (const auto k : optimizer_counts())
      for (const auto n : seed_counts())
        EXPECT_LE(falsely_equivalent(kind, k, n, sample_count()), most(sample_count()))
            << kind.name << ", " << k << " optimizers, " << n << " seeds";
}

/// The claim of --seeds auto at any of its looks.
TEST(Simulation, MoreSeedsDoNotMakeEqualOptimizersDiffer) {
  const auto looks = interim_analyses(80);
  const auto found = [&](const Kind& kind, std::size_t optimizers, std::uint64_t i) {
    Random random(i + 3000 * optimizers);
    const auto all = sample(kind, optimizers, looks.back(), 1, random);
    return std::ranges::any_of(looks, [&](std::uint64_t seeds) {
      auto scores = all;
      for (auto& s : scores) {
        s.seeds.resize(seeds), s.values.resize(seeds);
        if (!s.spent.empty()) s.spent.resize(seeds);
      }
      const auto s = standing(scores, {.interim_analyses = looks.size()});
      ProblemComparison p;
      for (std::size_t o = 0; o < optimizers; ++o) {
        auto& result = p.optimizers.emplace_back();
        result.rank = s.ranks[o];
        result.against_best = s.tests[o];
      }
      std::swap(p.optimizers[0], p.optimizers[s.first]);
      std::stable_sort(p.optimizers.begin() + 1, p.optimizers.end(),
                       [](const auto& a, const auto& b) { return a.rank < b.rank; });
      return separated(p);
    });
  };
  const int samples = whole() ? 1000 : 100;
  for (const auto& kind : kinds)
    for (const auto k : whole() ? std::vector<std::size_t>{2, 3, 5, 10, 30} : std::vector<std::size_t>{3, 10}) {
      int claimed = 0;
#pragma omp parallel for reduction(+ : claimed)
      for (int i = 0; i < samples; ++i) claimed += found(kind, k, static_cast<std::uint64_t>(i)) ? 1 : 0;
      EXPECT_LE(100.0 * claimed / samples, most(samples)) << kind.name << ", " << k << " optimizers";
    }
}

TEST(Simulation, MeanRanksOfEqualOptimizersAreRarelySaidToDiffer) {
  for (const std::size_t k : {2, 3, 5})
    for (const std::size_t problems : {2, 3, 6}) {
      int claimed = 0;
      const int samples = whole() ? 1000 : 200;
#pragma omp parallel for reduction(+ : claimed)
      for (int i = 0; i < samples; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        std::vector<std::vector<double>> rows;
        std::vector<double> means(k, 0);
        for (std::size_t p = 0; p < problems; ++p) {
          std::vector<double> scores(k);
          for (double& s : scores) s = uniform(random);
          rows.push_back(ranks(scores));
          for (std::size_t o = 0; o < k; ++o) means[o] += rows.back()[o] / static_cast<double>(problems);
        }
        std::ranges::sort(means);
        claimed += tail(RankPermutations(rows).ranges, means[1] - means[0]) < default_alpha ? 1 : 0;
      }
      EXPECT_LE(100.0 * claimed / samples, most(samples)) << k << " optimizers, " << problems << " problems";
    }
}

/// Equal optimizers against one that was named beforehand: the verdicts of all comparisons of a sample, and p of all
/// pairs.
TEST(Simulation, EqualOptimizersRarelyDifferFromABaseline) {
  for (const auto& kind : kinds)
    for (const std::size_t k : {2, 5})
      for (const auto n : seed_counts()) {
        const int samples = sample_count();
        int claimed = 0, pairs = 0;
#pragma omp parallel for reduction(+ : claimed, pairs)
        for (int i = 0; i < samples; ++i) {
          Random random(static_cast<std::uint64_t>(i) + 7000 * k + n);
          ProblemComparison p;
          for (auto& scores : sample(kind, k, n, 1, random)) {
            p.optimizers.emplace_back().label = std::to_string(p.optimizers.size());
            p.optimizers.back().scores = std::move(scores);
          }
          const auto rows = compare_with_baseline(p, p.optimizers.front().label).rows;
          claimed += std::ranges::any_of(
              rows, [](const auto& row) { return row.verdict == Against::better || row.verdict == Against::worse; });
          const auto all = compare_all_pairs(p).p;
          pairs += std::ranges::any_of(all, [](const auto& row) {
            return std::ranges::any_of(row, [](double v) { return v < default_alpha; });
          });
        }
        EXPECT_LE(100.0 * claimed / samples, most(samples)) << kind.name << ", " << k << " optimizers, " << n;
        EXPECT_LE(100.0 * pairs / samples, most(samples)) << kind.name << ", " << k << " optimizers, " << n;
      }
}

/// A posterior is no error rate, but where there is no difference it should rarely be sure of one: in 10 % of samples.
TEST(Simulation, EqualOptimizersRarelyHaveAProbabilityOfADifferenceAbove99Percent) {
  for (const auto& kind : kinds)
    for (const std::size_t n : {6, 10}) {
      const int samples = sample_count();
      int sure = 0;
#pragma omp parallel for reduction(+ : sure)
      for (int i = 0; i < samples; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 9000 + n);
        const auto scores = sample(kind, 2, n, 1, random);
        const auto p = posterior_of(scores[0], scores[1], {});
        sure += p.better > 0.99 || p.worse > 0.99 ? 1 : 0;
      }
      EXPECT_LE(100.0 * sure / samples, 10 + 300 * std::sqrt(0.1 * 0.9 / samples))
          << kind.name << ", " << n << " seeds";
    }
}

/// The effect that is said to be shown with a power of 80 % is shown in as many samples.
TEST(Simulation, SmallestEffectsAreShownWithTheirPower) {
  const auto shown = [](std::size_t optimizers, std::size_t seeds, double log_ratio, double scatter) {
    const int samples = whole() ? 2000 : 200;
    int best = 0;
#pragma omp parallel for reduction(+ : best)
    for (int i = 0; i < samples; ++i) {
      Random random(static_cast<std::uint64_t>(i) + 1);
      std::vector<Scores> scores(optimizers);
      for (std::uint64_t seed = 1; seed <= seeds; ++seed)
        for (std::size_t o = 0; o < optimizers; ++o) {
          scores[o].seeds.push_back(seed);
          scores[o].values.push_back(std::exp((o == 0 ? -log_ratio : 0) + scatter / std::sqrt(2) * normal(random)));
        }
      const auto s = standing(scores, {});
      best += s.best && s.first == 0 ? 1 : 0;
    }
    return std::pair(100.0 * best / samples, 300 * std::sqrt(0.8 * 0.2 / samples));
  };
  for (const std::size_t k : {2, 5})
    for (const std::size_t n : {6, 10, 20}) {
      const double effect = smallest_log_ratio({.optimizers = k, .seeds = n}, 0.3, standard_equivalence);
      const auto [percent, noise] = shown(k, n, effect, 0.3);
      EXPECT_NEAR(percent, 80, noise + 3) << k << " optimizers, " << n << " seeds";
    }
  const auto seeds = seeds_to_show(std::log(1.2), 0.2, 1, {});
  const auto [percent, noise] = shown(2, seeds, std::log(1.2), 0.2);
  EXPECT_NEAR(percent, 80, noise + 5) << seeds << " seeds";
}

TEST(Simulation, RanksWithMissingDataOfEqualOptimizersRarelyDiffer) {
  for (const std::size_t k : {3, 5})
    for (const std::size_t problems : {4, 8}) {
      int claimed = 0;
      const int samples = whole() ? 500 : 150;
#pragma omp parallel for reduction(+ : claimed)
      for (int i = 0; i < samples; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        std::vector<std::vector<double>> rows(problems, std::vector<double>(k));
        for (auto& row : rows)
          for (double& score : row)
            if (score = uniform(random); uniform(random) < 0.15) score = unknown;
        claimed += skillings_mack_test(rows, true).p < default_alpha ? 1 : 0;
      }
      EXPECT_LE(100.0 * claimed / samples, most(samples)) << k << " optimizers, " << problems << " problems";
    }
}

TEST(Simulation, PowerIsPrinted) {
  const Kind narrow{"scatter of 5 %", [](double seed, Random& r) { return std::exp(seed + 0.05 * normal(r)); }};
  const Kind wide{"scatter of 20 %", [](double seed, Random& r) { return std::exp(seed + 0.2 * normal(r)); }};
  for (const auto& kind : {narrow, wide})
    for (const auto k : optimizer_counts())
      for (const auto n : seed_counts())
        std::printf("power for +5 %%: %s, %zu optimizers, %zu seeds: %.0f %%\n", kind.name, k, n,
                    claims(kind, k, n, 1 / 1.05, 100).best);
  EXPECT_GT(claims(narrow, 2, 30, 1 / 1.05, 100).best, 50);
}

}  // namespace
}  // namespace slalom::statistics
