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

host::Plan plan_of(const std::vector<std::string>& optimizers) {
  host::Plan plan;
  for (const auto& name : optimizers) plan.cases.emplace_back().optimizer.name = name;
  return plan;
}

TEST(Submission, ComesBackAsItWasWritten) {
  const TemporaryFolder folder;
  EXPECT_EQ(host::read_submission(folder.path()), std::nullopt);
  create_directories(host::cluster_folder(folder.path()));
  const host::Submission written{.suite = "s", .count = 2, .planned = {3, 4}, .jobs = {"17"}, .time = 5, .done = 6};
  host::write_submission(folder.path(), written);
  EXPECT_EQ(host::read_submission(folder.path()), written);
  std::ofstream(host::cluster_folder(folder.path()) / "submission.json") << "{";
  EXPECT_THAT(error_of([&] { host::read_submission(folder.path()); }), HasSubstr("submission.json is damaged"));
}

TEST(Costs, AreKnownByWhatDeterminesARun) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "costs.json";
  host::write_costs(file, plan_of({"sgd", "adam"}), {1, 4});
  auto plan = plan_of({"adam", "new", "sgd"});
  plan.cases[0].optimizer.label = "called otherwise";
  EXPECT_THAT(host::read_costs(file, plan), ElementsAre(4, 2.5, 1));
  EXPECT_THAT(error_of([&] { host::read_costs(folder.path() / "none", plan); }), HasSubstr("there is no"));
}

}  // namespace
}  // namespace slalom::test
