// Against NumPy, SciPy and statsmodels: tests/reference/statistics.json.
#include "statistics/quantile.hpp"
#include "statistics/ranks.hpp"
#include "statistics/signed_rank.hpp"
#include "support/reference.hpp"

#include <gtest/gtest.h>

namespace slalom::statistics {
namespace {

using Numbers = std::vector<double>;

TEST(ReferenceNumbers, Quantiles) {
  for (const auto& sample : test::reference("statistics.json")["quantiles"]) {
    auto values = sample["values"].get<Numbers>();
    std::sort(values.begin(), values.end());
    for (const auto& [p, expected] : sample["quantiles"].items())
      EXPECT_NEAR(quantile(values, std::stod(p)), expected.get<double>(), 1e-13 * std::abs(expected.get<double>()))
          << values.size() << " values, p = " << p;
  }
}

TEST(ReferenceNumbers, Ranks) {
  for (const auto& sample : test::reference("statistics.json")["rankings"])
    EXPECT_EQ(ranks(sample["values"].get<Numbers>()), sample["ranks"].get<Numbers>());
}

TEST(ReferenceNumbers, SignedRankTests) {
  for (const auto& sample : test::reference("statistics.json")["signed_rank_tests"]) {
    const auto result = signed_rank_test(sample["differences"].get<Numbers>());
    EXPECT_EQ(result.statistic, sample["statistic"].get<double>()) << sample["name"];
    const double p = sample["p"];
    EXPECT_NEAR(result.p, p, 1e-10 * p) << sample["name"];
  }
}

TEST(ReferenceNumbers, HolmCorrection) {
  for (const auto& sample : test::reference("statistics.json")["corrections"]) {
    const auto corrected = holm(sample["p"].get<Numbers>());
    const auto expected = sample["corrected"].get<Numbers>();
    ASSERT_EQ(corrected.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(corrected[i], expected[i], 1e-14);
  }
}

}  // namespace
}  // namespace slalom::statistics
