// slalom run --shard and slalom merge: a suite in parts is the suite.
#include "end_to_end/program.hpp"
#include "run/differences.hpp"
#include "store/store.hpp"
#include "support/edit.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A suite of 8 runs, whole in FOLDER/whole, in three shards in shards/1 to shards/3.
class Merge : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "s.yaml", small_suite("s", "record: {trajectory: true}\n"));
    ASSERT_EQ(run({"--out", "whole"}).code, 0);
  }

  Ended run(const std::vector<std::string>& more) const {
    std::vector<std::string> words{"run", "s.yaml", "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return slalom(words, folder.path());
  }
  void run_shard(const std::string& index) const {
    const auto ended = run({"--shard", index + "/3", "--out", "shards/" + index});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_FALSE(fs::exists(folder.path() / "shards" / index / "report.md"));
  }
  Ended merge(const std::vector<std::string>& shards) const {
    std::vector<std::string> words{"merge"};
    for (const auto& shard : shards) words.push_back("shards/" + shard);
    words.insert(words.end(), {"--out", "merged"});
    return slalom(words, folder.path());
  }
  void edit(const std::string& in, const std::string& statements) const {
    test::edit(folder.path() / in / "results.sqlite", statements);
  }
  void expect_whole() const {
    const store::Store whole(folder.path() / "whole", store::Store::Mode::read);
    const store::Store merged(folder.path() / "merged", store::Store::Mode::read);
    ASSERT_EQ(whole.done().size(), 8U);
    EXPECT_EQ(merged.done(), whole.done());
    EXPECT_EQ(merged.plans(), whole.plans());
    for (const auto& id : whole.done()) EXPECT_THAT(run::differences(*whole.find(id), *merged.find(id)), IsEmpty());
  }

  TemporaryFolder folder;
};

TEST_F(Merge, ReportsAtTheLevelAndWithTheBaselineThatAreAskedFor) {
  const auto merged = [&](const std::string& baseline) {
    return slalom({"merge", "whole", "--out", "merged", "--alpha", "1%", "--baseline", baseline}, folder.path());
  };
  EXPECT_EQ(merged("momentum").code, 0);
  EXPECT_THAT(read(folder.path() / "merged/report.md"),
              AllOf(HasSubstr("Against the baseline, momentum"), HasSubstr("(level 0.01)")));
  const auto unknown = merged("momentun");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("--baseline: no optimizer has the label 'momentun'"));
}

TEST_F(Merge, ShardsTogetherAreTheWhole) {
  for (const auto* index : {"1", "2", "3"}) run_shard(index);
  const auto ended = merge({"1", "2", "3"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("s: 8 runs"), HasSubstr("merged/report.md")));
  EXPECT_THAT(ended.err, IsEmpty());
  expect_whole();
  // And the merged folder goes on as if it had been run there.
  EXPECT_THAT(run({"--out", "merged"}).out, HasSubstr("s: 8 runs, 0 new"));
}

TEST_F(Merge, RunsThatExperimentsShareAreThereForEach) {
  write(folder.path() / "s.yaml",
        small_suite("s", "record: {trajectory: true}\nexperiments: [{name: one}, {name: two, optimizers: [sgd]}]\n"));
  ASSERT_EQ(run({"--out", "whole"}).code, 0);
  for (const auto* index : {"1", "2", "3"}) run_shard(index);
  EXPECT_EQ(merge({"1", "2", "3"}).code, 0);
  expect_whole();
}

TEST_F(Merge, AMissingShardIsNamedWithItsCommandAndMayComeLater) {
  for (const auto* index : {"1", "3"}) run_shard(index);
  const auto first = merge({"1", "3"});
  EXPECT_EQ(first.code, 3);
  EXPECT_THAT(first.err,
              HasSubstr("shard 2/3 is missing; it comes from: slalom run s.yaml --quiet --shard 2/3 --out shards/2"));
  run_shard("2");
  const auto second = merge({"2"});
  EXPECT_EQ(second.code, 0) << second.err;
  expect_whole();
}

TEST_F(Merge, WhatIsThereTwiceCountsOnce) {
  for (const auto* index : {"1", "2", "3"}) run_shard(index);
  EXPECT_EQ(merge({"1", "2", "3"}).code, 0);
  EXPECT_EQ(slalom({"merge", "whole", "shards/2", "--out", "merged"}, folder.path()).code, 0);
  expect_whole();
}

TEST_F(Merge, OtherBitsAreRefusedWithBothOrigins) {
  for (const auto* index : {"1", "2", "3"}) run_shard(index);
  fs::copy(folder.path() / "shards/2", folder.path() / "shards/other");
  edit("shards/other", "UPDATE runs SET evaluations = evaluations + 1");
  const auto ended = merge({"1", "2", "other", "3"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("has other results in\n  shards/other (machine "),
                               HasSubstr("than in\n  shards/2 (machine "), HasSubstr("the number of evaluations was"),
                               HasSubstr("nothing was merged")));
  EXPECT_THAT(store::Store(folder.path() / "merged", store::Store::Mode::read).plans(), IsEmpty());
}

TEST_F(Merge, OtherPlansAreRefused) {
  run_shard("1");
  auto other = small_suite("s", "record: {trajectory: true}\n");
  other.replace(other.find("steps: 50"), 9, "steps: 60");
  write(folder.path() / "s.yaml", other);
  run_shard("2");
  const auto ended = merge({"1", "2"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err,
              AllOf(HasSubstr("shards/2 has another plan of the suite 's' than shards/1"), HasSubstr("/budget/steps")));
}

TEST_F(Merge, OtherPluginFilesAreNamedAsTheReasonWithTheirLevels) {
  run_shard("1");
  run_shard("2");
  edit("shards/2", "UPDATE cases SET definition = json_replace(definition, '$.optimizer.plugin_hash', 'f00')");
  EXPECT_THAT(merge({"1", "2"}).err, HasSubstr("than shards/1: it was made by other plugin files ("));

  const auto set_level = [&](const char* shard, const char* level) {
    edit(shard, std::string("UPDATE plans SET provenance = json_set(provenance, '$.program.level', '") + level + "')");
  };
  set_level("shards/1", "x86-64-v3");
  EXPECT_THAT(merge({"1", "2"}).err, HasSubstr("built for x86-64-v3, those of the other were not"));
  set_level("shards/2", "x86-64-v2");
  const auto ended = merge({"1", "2"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("its plugins were built for x86-64-v2, the other's for x86-64-v3"),
                               HasSubstr("set SLALOM_LEVEL=x86-64-v2 for all runs")));

  edit("shards/2", "UPDATE cases SET definition = json_replace(definition, '$.budget.steps', 60)");
  EXPECT_THAT(merge({"1", "2"}).err, HasSubstr("they differ in ")) << "not the plugins alone";
}

TEST_F(Merge, AFailedRunGivesWay) {
  for (const auto* index : {"1", "2", "3"}) run_shard(index);
  fs::copy(folder.path() / "shards/2", folder.path() / "shards/failed");
  edit("shards/failed", "UPDATE runs SET status = 'failed', evaluations = 0");
  EXPECT_EQ(merge({"failed", "1", "2", "3"}).code, 0);
  expect_whole();
}

TEST_F(Merge, SaysWhatIsWrongWithARequest) {
  EXPECT_THAT(slalom({"merge", "whole"}, folder.path()).err, HasSubstr("--out DIR"));
  const auto itself = slalom({"merge", "whole", "--out", "./whole"}, folder.path());
  EXPECT_EQ(itself.code, 2);
  EXPECT_THAT(itself.err, HasSubstr("whole cannot be merged into itself"));
  EXPECT_EQ(slalom({"merge", "nowhere", "--out", "m"}, folder.path()).code, 4);
  for (const auto* wrong : {"3", "0/3", "4/3", "x/3"}) {
    const auto ended = run({"--shard", wrong});
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.err, AllOf(HasSubstr(std::string("'") + wrong + "'"), HasSubstr("I/N")));
  }
  EXPECT_TRUE(fs::exists(folder.path() / "whole/report.md"));
}

}  // namespace
}  // namespace slalom::test
