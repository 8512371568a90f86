// Results files as earlier versions wrote them, kept in tests/store/samples: each must open for good.
#include "store/store.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using host::Store;

/// A copy, since a results file may be written to.
class Sample : public TemporaryFolder {
 public:
  explicit Sample(const std::string& name) {
    std::filesystem::copy_file(std::filesystem::path(SLALOM_TESTS) / "store/samples" / name / "results.sqlite",
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
  const auto run = store.find(host::parse_run_id("2001cf9a7e4f3fce8233b075f1416da8"));
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->status, host::Status::finished);
  EXPECT_EQ(run->steps, 5U);
  ASSERT_EQ(run->points.size(), 6U);
  EXPECT_EQ(run->points.back().loss, 0.16631706996288823);
  EXPECT_EQ(run->points.back().gradient_norm, 0.8926204296774638);
  EXPECT_EQ(run->trajectory.size(), 18U);
  EXPECT_EQ(run->targets.size(), 1U);
}

TEST(Format1, GoesOn) {
  const Sample sample("format1");
  host::RunRecord record;
  record.id = host::parse_run_id("00000000000000000000000000000001");
  record.status = host::Status::finished;
  Store(sample.path(), Store::Mode::write).put(record);
  EXPECT_EQ(Store(sample.path(), Store::Mode::read).done().size(), 3U);
}

}  // namespace
}  // namespace slalom::test
