// Order statistics, ranks and tests where some runs diverged or tie.
#include "statistics/metric_view.hpp"
#include "statistics/quantile.hpp"
#include "statistics/ranks.hpp"
#include "statistics/signed_rank.hpp"
#include "support/infinity.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using test::infinity;
using testing::ElementsAre;

TEST(Metrics, OfWhichMoreIsBetterAreScoredByWhatIsMissing) {
  EXPECT_FALSE(higher_is_better("test_loss"));
  EXPECT_TRUE(higher_is_better("test_accuracy"));
  EXPECT_DOUBLE_EQ(shortfall("test_accuracy", 0.75), 0.25);
  EXPECT_TRUE(higher_is_better("lre_parameters"));
  EXPECT_EQ(shortfall("lre_parameters", 9), 2);
}

TEST(Quantile, IsInfiniteBesideAnInfiniteValue) {
  const std::vector<double> values{1, 2, infinity, infinity};
  EXPECT_EQ(quantile(values, 0.25), 1.75);
  EXPECT_EQ(quantile(values, 0.5), infinity);
  EXPECT_EQ(quantile(values, 0.9), infinity);
}

TEST(Quantile, OfNothingIsUnknown) { EXPECT_TRUE(std::isnan(quantile({}, 0.5))); }

TEST(Quartiles, CallsTheHighestBestWhereHigherIsBetter) {
  const auto accuracy = quartiles({0.7, 0.9, 0.8}, true);
  EXPECT_EQ(accuracy.best, 0.9);
  EXPECT_EQ(accuracy.worst, 0.7);
  EXPECT_EQ(quartiles({0.7, 0.9, 0.8}).best, 0.7);
}

TEST(Ranks, InfinitiesTieLastAndUnknownsHaveNone) {
  EXPECT_THAT(ranks(std::vector{infinity, 2.0, unknown, infinity, 1.0}), ElementsAre(3.5, 2, 0, 3.5, 1));
}

TEST(Ranks, NeighboursWithinTheToleranceTie) {
  EXPECT_THAT(ranks(std::vector{1.0, 1.5, 3.0}, 0.5), ElementsAre(1.5, 1.5, 3));
  // Sums of the same numbers in another order are tied.
  EXPECT_THAT(ranks(std::vector{0.72042470495060629, 0.72042470495060662, 0.72042471}), ElementsAre(1.5, 1.5, 3));
  EXPECT_THAT(ranks(std::vector{infinity, 1e300}), ElementsAre(2, 1));
}

TEST(SignedRankTest, NoDifferencesAreNoEvidence) {
  const auto result = signed_rank_test(std::vector{0.0, 0.0, 0.0});
  EXPECT_EQ(result.count, 0U);
  EXPECT_EQ(result.p, 1);
}

TEST(SignedRankTest, InfiniteDifferencesAreTheLargest) {
  // Ranks 1 (negative), 2.5, 2.5: of 8 patterns of signs 1 has a sum of 6 and 1 of 5.
  const auto result = signed_rank_test(std::vector{infinity, -1.0, infinity});
  EXPECT_EQ(result.statistic, 5);
  EXPECT_EQ(result.p, 0.5);
}

}  // namespace
}  // namespace slalom::statistics
