// The files that a submission leaves in its results folder.
#include "cluster/submission.hpp"
#include "cluster/costs.hpp"
#include "support/error_of.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

suite::Plan plan_of(const std::vector<std::string>& optimizers) {
  suite::Plan plan;
  for (const auto& name : optimizers) plan.cases.emplace_back().optimizer.name = name;
  return plan;
}

TEST(Submission, ComesBackAsItWasWritten) {
  const TemporaryFolder folder;
  EXPECT_EQ(cluster::read_submission(folder.path()), std::nullopt);
  create_directories(cluster::cluster_folder(folder.path()));
  const cluster::Submission written{.suite = "s", .count = 2, .planned = {3, 4}, .jobs = {"17"}, .time = 5, .done = 6};
  cluster::write_submission(folder.path(), written);
  EXPECT_EQ(cluster::read_submission(folder.path()), written);
  std::ofstream(cluster::cluster_folder(folder.path()) / "submission.json") << "{";
  EXPECT_THAT(error_of([&] { cluster::read_submission(folder.path()); }), HasSubstr("submission.json is damaged"));
}

TEST(Costs, AreKnownByWhatDeterminesARun) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "costs.json";
  cluster::write_costs(file, plan_of({"sgd", "adam"}), {1, 4});
  auto plan = plan_of({"adam", "new", "sgd"});
  plan.cases[0].optimizer.label = "called otherwise";
  EXPECT_THAT(cluster::read_costs(file, plan), ElementsAre(4, 2.5, 1));
  EXPECT_THAT(error_of([&] { cluster::read_costs(folder.path() / "none", plan); }), HasSubstr("there is no"));
}

}  // namespace
}  // namespace slalom::test
