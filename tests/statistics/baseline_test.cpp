// Comparisons with an optimizer that was named beforehand, and of all pairs.
#include "fabricated.hpp"
#include "statistics/compare.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Ten seeds of which each has an effect of its own, that all optimizers share.
void add_runs(Fabricated& f, const std::string& problem, const std::string& optimizer, double factor,
              std::uint64_t seeds = 10) {
  f.add(problem, optimizer);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed)
    f.run(seed, {20, factor * (1 + 0.1 * static_cast<double>(seed)) * (1 + 0.001 * static_cast<double>(seed % 3))});
}

Fabricated three(const std::string& baseline) {
  Fabricated f;
  add_runs(f, "p", "middle", 2);
  add_runs(f, "p", "good", 1);
  add_runs(f, "p", "bad", 3);
  f.plan.experiments[0].baseline = baseline;
  return f;
}

TEST(Baseline, OptimizersAreBetterAndWorseThanTheOneThatTheSuiteNames) {
  const auto p = compare({three("middle").source()}).experiments[0].problems[0];
  EXPECT_EQ(p.baseline.label, "middle");
  ASSERT_EQ(p.baseline.rows.size(), 2U);
  const auto& [good, bad] = std::pair(p.baseline.rows[0], p.baseline.rows[1]);
  EXPECT_EQ(good.label, "good");
  EXPECT_EQ(good.wins, 10U);
  EXPECT_EQ(good.losses, 0U);
  EXPECT_NEAR(good.ratio.value, 0.5, 1e-12);
  EXPECT_DOUBLE_EQ(good.p, 2 * 2.0 / 1024) << "the lowest that ten seeds give, corrected for two comparisons";
  EXPECT_EQ(good.verdict, Against::better);
  EXPECT_EQ(bad.losses, 10U);
  EXPECT_NEAR(bad.ratio.value, 1.5, 1e-12);
  EXPECT_EQ(bad.verdict, Against::worse);
}

TEST(Baseline, EqualResultsAreTiesAndEquivalent) {
  auto f = three("middle");
  add_runs(f, "p", "same", 2);
  const auto rows = compare({f.source()}).experiments[0].problems[0].baseline.rows;
  const auto same = std::ranges::find(rows, "same", &BaselineRow::label);
  EXPECT_EQ(same->ties, 10U);
  EXPECT_EQ(same->p, 1);
  EXPECT_EQ(same->verdict, Against::equivalent);
}

TEST(Baseline, WithTooFewSeedsNothingIsShown) {
  Fabricated f;
  add_runs(f, "p", "a", 1, 5);
  add_runs(f, "p", "b", 2, 5);
  f.plan.experiments[0].baseline = "b";
  const auto rows = compare({f.source()}).experiments[0].problems[0].baseline.rows;
  EXPECT_DOUBLE_EQ(rows.at(0).p, 2.0 / 32);
  EXPECT_EQ(rows.at(0).verdict, Against::unclear);
  EXPECT_EQ(compare({f.source()}, {.alpha = 0.1}).experiments[0].problems[0].baseline.rows.at(0).verdict,
            Against::better);
}

TEST(Baseline, VerdictsAreCountedOverProblems) {
  auto f = three("middle");
  add_runs(f, "q", "middle", 1);
  add_runs(f, "q", "good", 0.25);
  add_runs(f, "q", "bad", 1);
  const auto all = compare({f.source()}).experiments[0].baseline;
  EXPECT_EQ(all.problems, 2U);
  ASSERT_EQ(all.rows.size(), 2U);
  EXPECT_EQ(all.rows[0].label, "good");
  EXPECT_EQ(all.rows[0].wins, 2U);
  EXPECT_NEAR(all.rows[0].ratio, 0.375, 1e-12) << "the median of 0.5 and 0.25";
  EXPECT_EQ(all.rows[1].losses, 1U);
  EXPECT_EQ(all.rows[1].ties, 1U);
}

TEST(Baseline, OptionsReplaceThatOfTheSuite) {
  const auto f = three("middle");
  EXPECT_EQ(compare({f.source()}, {.baseline = "bad"}).experiments[0].problems[0].baseline.label, "bad");
  EXPECT_THAT([&] { compare({f.source()}, {.baseline = "worst"}); },
              testing::ThrowsMessage<UnknownBaseline>("no optimizer has the label 'worst'; there are: middle, good and "
                                                      "bad"));
  EXPECT_THAT(compare({three("").source()}).experiments[0].problems[0].baseline.rows, IsEmpty());
}

TEST(AllPairs, AreCorrectedForTheirNumber) {
  const auto pairs = compare({three("").source()}).experiments[0].problems[0].pairs;
  EXPECT_THAT(pairs.labels, ElementsAre("good", "middle", "bad"));
  EXPECT_NEAR(pairs.ratio[1][0], 2, 1e-12);
  EXPECT_NEAR(pairs.ratio[0][1], 0.5, 1e-12);
  EXPECT_NEAR(pairs.ratio[2][1], 1.5, 1e-12);
  EXPECT_DOUBLE_EQ(pairs.p[0][2], 3 * 2.0 / 1024);
  EXPECT_EQ(pairs.p[2][0], pairs.p[0][2]);
  EXPECT_TRUE(std::isnan(pairs.p[1][1]));
}

TEST(Level, IsThatOfTheOptionsAndSaid) {
  Fabricated f;
  add_runs(f, "p", "a", 1, 8);
  add_runs(f, "p", "b", 2, 8);  // p = 2 / 256
  const auto at = [&](double alpha) { return compare({f.source()}, {.alpha = alpha}).experiments[0].problems[0]; };
  EXPECT_TRUE(at(0.05).optimizers[0].best);
  EXPECT_THAT(at(0.05).conclusions[0], HasSubstr("the difference is significant at level 0.05."));
  EXPECT_FALSE(at(0.005).optimizers[0].best);
  EXPECT_THAT(at(0.005).conclusions[0], HasSubstr("not statistically distinguishable from it at level 0.005: b (8 "
                                                  "seeds cannot show a difference: at least 9 are needed)"));
  EXPECT_LT(at(0.001).optimizers[1].against_best.ratio.interval.low,
            at(0.2).optimizers[1].against_best.ratio.interval.low + 1e-12);
}

}  // namespace
}  // namespace slalom::statistics
