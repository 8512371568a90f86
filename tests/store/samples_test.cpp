// Results files as earlier versions wrote them, kept in tests/store/samples: each must open for good.
#include "store/store.hpp"
#include "support/paths.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::test {
namespace {

using store::Store;

/// A copy, since a results file may be written to.
class Sample : public TemporaryFolder {
 public:
  explicit Sample(const std::string& name) {
    std::filesystem::copy_file(std::filesystem::path(test::tests_folder()) / "store/samples" / name / "results.sqlite",
                               path() / "results.sqlite");
  }
};

TEST(Format1, IsReadAsItWasWritten) {
  const Sample sample("format1");
  const Store store(sample.path(), Store::Mode::read);
  const auto plans = store.plans();
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].suite, "sample");
  EXPECT_EQ(plans[0].about, "A results file of format 1, kept.");
  ASSERT_EQ(plans[0].cases.size(), 1U);
  EXPECT_EQ(plans[0].cases[0].optimizer.settings.at("momentum"), 0.9);
  EXPECT_EQ(plans[0].cases[0].problem.settings.at("condition"), 10);
  EXPECT_EQ(store.provenance().at(0).at("runs"), 2);
  ASSERT_EQ(plans[0].runs.size(), 2U);
  EXPECT_EQ(store.done().size(), 2U);

  // The numbers were read from the file by Python.
  const auto run = store.find(suite::parse_run_id("2001cf9a7e4f3fce8233b075f1416da8"));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->status, run::Status::finished);
  EXPECT_EQ(run->steps, 5U);
  ASSERT_EQ(run->points.size(), 6U);
  EXPECT_EQ(run->points.back().loss, 0.16631706996288823);
  EXPECT_EQ(run->points.back().gradient_norm, 0.8926204296774638);
  EXPECT_EQ(run->trajectory.size(), 18U);
  EXPECT_EQ(run->targets.size(), 1U);
}

TEST(Format1, ReadingLeavesTheFileAsItWas) {
  const Sample sample("format1");
  const auto file = sample.path() / "results.sqlite";
  const auto before = read_file(file);
  EXPECT_EQ(Store(sample.path(), Store::Mode::read).done().size(), 2U);
  EXPECT_EQ(read_file(file), before);
}

TEST(Format1, GoesOn) {
  const Sample sample("format1");
  run::RunRecord record;
  record.id = suite::parse_run_id("00000000000000000000000000000001");
  record.status = run::Status::finished;
  record.optimizer_share = 0.5;
  record.state_bytes = 640;
  Store(sample.path(), Store::Mode::write).put(record);
  const Store store(sample.path(), Store::Mode::read);
  EXPECT_EQ(store.done().size(), 3U);
  EXPECT_EQ(store.find(record.id)->optimizer_share, 0.5);
  EXPECT_EQ(store.find(record.id)->state_bytes, 640);
  const auto old = store.find(suite::parse_run_id("2001cf9a7e4f3fce8233b075f1416da8"));
  EXPECT_TRUE(std::isnan(old->optimizer_share));
  EXPECT_EQ(old->points.back().loss, 0.16631706996288823);
}

// As above, the numbers were read by Python.
TEST(Format2, IsReadAsItWasWritten) {
  const Sample sample("format2");
  const Store store(sample.path(), Store::Mode::read);
  const auto plans = store.plans();
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].about, "A results file of format 2, kept.");
  EXPECT_EQ(plans[0].studies.size(), 0U);
  ASSERT_EQ(plans[0].cases.size(), 1U);
  EXPECT_EQ(plans[0].cases[0].phase, suite::Phase::report);
  EXPECT_TRUE(plans[0].cases[0].recording.metrics);
  const auto run = store.find(suite::parse_run_id("434cdc81acda4f56c0478b9130262013"));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->optimizer_share, 0.9060150375939849);
  ASSERT_EQ(run->points.size(), 6U);
  EXPECT_EQ(run->points.back().loss, 6.115413020748917);
}

TEST(Format2, KeepsTheNamesOfItsRuns) {
  const Sample sample("format2");
  const auto plan = Store(sample.path(), Store::Mode::read).plans().at(0);
  for (const auto& run : plan.runs) EXPECT_EQ(suite::identify(plan.cases.at(run.case_index), run.seed), run.id);
}

// As above.
TEST(Format3, IsReadAsItWasWritten) {
  const Sample sample("format3");
  const Store store(sample.path(), Store::Mode::read);
  const auto plans = store.plans();
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].about, "A results file of format 3, kept.");
  ASSERT_EQ(plans[0].studies.size(), 1U);
  EXPECT_EQ(plans[0].studies[0].tuning.trials, 2U);
  ASSERT_EQ(plans[0].cases.size(), 4U);
  EXPECT_EQ(plans[0].cases[1].phase, suite::Phase::tuning);
  const auto run = store.find(suite::parse_run_id("e46c00ddec2d52b5c89e86e942d5880a"));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->points.back().loss, 0.40358200931179555);
  EXPECT_TRUE(std::isnan(run->state_bytes));
  const auto info = store.info(run::problem_key(plans[0].cases[0])).value();
  EXPECT_EQ(info.dimension, 31U);
  EXPECT_EQ(info.minimum, 0.05317572159426636);
  EXPECT_EQ(info.cached.size(), 0U);
}

TEST(Format3, GoesOn) {
  const Sample sample("format3");
  const auto key = run::problem_key(Store(sample.path(), Store::Mode::read).plans().at(0).cases.at(0));
  Store(sample.path(), Store::Mode::write).put_info(key, {.cached = {{1.5}}});
  EXPECT_EQ(Store(sample.path(), Store::Mode::read).info(key)->cached, (loader::CachedValues{{1.5}}));
}

TEST(Format4, IsReadAndNobodyKnowsWhoDrewRandomNumbers) {
  const Sample sample("format4");
  const Store store(sample.path(), Store::Mode::read);
  const auto plans = store.plans();
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].about, "A results file of format 4, kept.");
  EXPECT_TRUE(plans[0].experiments.at(0).equivalence.empty());
  const auto run = store.find(suite::parse_run_id("7b084ffad155caf69c37f83111ce5192"));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->state_bytes, 272);
  EXPECT_EQ(run->points.back().loss, 6.115413020748917);
  EXPECT_EQ(run->chance, run::Chance::unknown);
  EXPECT_EQ(suite::identify(plans[0].cases.at(0), plans[0].runs.at(0).seed), run->id);
  const auto info = store.info(run::problem_key(plans[0].cases.at(0))).value();
  EXPECT_EQ(info.minimum_unknown, "");
}

TEST(Format4, GoesOn) {
  const Sample sample("format4");
  const auto key = run::problem_key(Store(sample.path(), Store::Mode::read).plans().at(0).cases.at(0));
  Store(sample.path(), Store::Mode::write).put_info(key, {.minimum_unknown = "it is not looked for"});
  EXPECT_EQ(Store(sample.path(), Store::Mode::read).info(key)->minimum_unknown, "it is not looked for");
}

// As above.
TEST(Format5, IsReadAsItWasWrittenAndGetsChecksums) {
  const Sample sample("format5");
  const auto id = suite::parse_run_id("832b061035445d3234755aba2c75420f");
  const auto expect_read = [&] {
    const Store store(sample.path(), Store::Mode::read);
    const auto plans = store.plans();
    ASSERT_EQ(plans.size(), 1U);
    EXPECT_EQ(plans[0].about, "A results file of format 5, kept.");
    const auto run = store.find(id);
    ASSERT_TRUE(run.has_value());
    EXPECT_EQ(run->state_bytes, 272);
    EXPECT_EQ(run->points.back().loss, 6.115413020748917);
    EXPECT_EQ(run->chance, run::Chance::drawn);
    EXPECT_EQ(run->targets.at(0).target, 0.1);
    EXPECT_EQ(store.info(run::problem_key(plans[0].cases.at(0)))->dimension, 3U);
    EXPECT_EQ(store.done().size(), 2U);
    EXPECT_EQ(store.damage().count(), 0U);
  };
  expect_read();  // from a copy in memory
  const auto before = read_file(sample.path() / "results.sqlite");
  EXPECT_EQ(Store(sample.path(), Store::Mode::write).damage().count(), 0U);
  EXPECT_NE(read_file(sample.path() / "results.sqlite"), before);
  expect_read();
}

}  // namespace
}  // namespace slalom::test
