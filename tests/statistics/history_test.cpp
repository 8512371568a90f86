// Results over time: Pettitt's test against a count of all pairs (tests/reference/referee.json), and what is said.
#include "statistics/history.hpp"
#include "fabricated.hpp"
#include "statistics/change_point.hpp"
#include "statistics/compare.hpp"
#include "support/reference.hpp"

#include <gmock/gmock.h>

#include <random>

namespace slalom::statistics {
namespace {

using testing::ElementsAre;

TEST(ChangePoint, IsWhereAnIndependentCountFindsIt) {
  for (const auto& sample : test::reference("referee.json")["change_points"]) {
    const auto change = pettitt_test(sample["values"].get<std::vector<double>>());
    EXPECT_EQ(change.after, sample["after"].get<std::size_t>()) << sample;
    EXPECT_NEAR(change.statistic, sample["statistic"].get<double>(), 1e-9) << sample;
    const bool exact = sample["values"].size() <= 7;
    EXPECT_NEAR(change.p, sample["p"].get<double>(), exact ? 1e-12 : 0.015) << sample;
  }
}

TEST(ChangePoint, OfConstantAndShortSeries) {
  EXPECT_EQ(pettitt_test(std::vector<double>(10, 3.0)).p, 1);
  EXPECT_EQ(pettitt_test(std::vector<double>{1}).p, 1);
  EXPECT_EQ(pettitt_test({}).after, 0U);
}

TEST(ChangePoint, IsRarelyFoundWhereThereIsNone) {
  int claimed = 0;
  constexpr int samples = 100;
#pragma omp parallel for reduction(+ : claimed)
  for (int i = 0; i < samples; ++i) {
    std::mt19937_64 random(static_cast<std::uint64_t>(i) + 1);
    std::vector<double> values(14);
    for (double& v : values) v = std::lognormal_distribution<>()(random);
    claimed += pettitt_test(values).p < 0.05 ? 1 : 0;
  }
  EXPECT_LE(claimed, 5 + 300 * std::sqrt(0.05 * 0.95 / samples));
}

/// Of one night: optimizer "steady" is always the same, "broken" ends higher from some night on.
std::vector<Snapshot> night(int number, int broken_from) {
  Fabricated f;
  f.provenance["started"] = "2026-01-" + std::to_string(10 + number) + " 02:00:00 UTC";
  for (const auto& [name, loss] : {std::pair{"steady", 1.0}, {"broken", number < broken_from ? 1.0 : 1.5}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) f.run(seed, {9, loss * (1 + 0.1 * static_cast<double>(seed))});
  }
  return snapshots("nightly/" + std::to_string(number), compare({f.source()}));
}

TEST(History, FindsTheFolderInWhichResultsChanged) {
  std::vector<Snapshot> all;
  for (const int number : {9, 3, 1, 2, 4, 5, 8, 7, 6, 10, 11, 12})  // not in the order of their times
    std::ranges::move(night(number, 7), std::back_inserter(all));
  const auto h = history(all, 0.05);
  ASSERT_EQ(h.entries.size(), 12U);
  EXPECT_EQ(h.entries.front().results, "nightly/1");
  EXPECT_EQ(h.entries.back().results, "nightly/12");
  ASSERT_EQ(h.series.size(), 2U);
  const auto& broken = h.series[0];
  EXPECT_EQ(broken.optimizer, "broken");
  EXPECT_TRUE(broken.changed);
  EXPECT_EQ(h.entries[broken.entries[broken.changed_at]].results, "nightly/7");
  EXPECT_NEAR(broken.ratio, 1.5, 1e-12);
  EXPECT_EQ(broken.same_since, broken.changed_at);
  const auto& steady = h.series[1];
  EXPECT_FALSE(steady.changed);
  EXPECT_EQ(steady.same_since, 0U);
  EXPECT_NEAR(broken.values.front().median, 1.3, 1e-12);
}

TEST(History, FewFoldersShowNothing) {
  std::vector<Snapshot> all;
  for (int number = 1; number <= 4; ++number) std::ranges::move(night(number, 3), std::back_inserter(all));
  for (const auto& series : history(all, 0.05).series) EXPECT_FALSE(series.changed);
}

}  // namespace
}  // namespace slalom::statistics
