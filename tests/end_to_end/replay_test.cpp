// slalom replay and slalom run --verify: stored runs again, bit for bit.
#include "end_to_end/program.hpp"
#include "store/store.hpp"
#include "support/edit.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Results of a small suite, in FOLDER/r.
class Replay : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "s.yaml", small_suite("s", "record: {trajectory: true}\n"));
    ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r"}, folder.path()).code, 0);
    const store::Store store(folder.path() / "r", store::Store::Mode::read);
    run = store.plans().at(0).runs.at(5).id.text();
  }

  void edit(const std::string& statements) const { test::edit(folder.path() / "r/results.sqlite", statements); }

  Ended verify(const std::string& count, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"run", "s.yaml", "--out", "r", "--verify", count};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return slalom(arguments, folder.path());
  }
  Ended replay(const std::string& begin) const { return slalom({"replay", "r", begin}, folder.path()); }

  TemporaryFolder folder;
  std::string run;
};

TEST_F(Replay, GivesTheSameBits) {
  for (const auto& begin : {run, run.substr(0, 12)}) {
    const auto ended = replay(begin);
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_THAT(ended.out, AllOf(HasSubstr("run " + run), HasSubstr("the same, bit for bit")));
  }
}

TEST_F(Replay, FindsARunByItsLabels) {
  const store::Store store(folder.path() / "r", store::Store::Mode::read);
  const auto plan = store.plans().at(0);
  for (const auto& r : plan.runs) {
    const auto& c = plan.cases.at(r.case_index);
    const auto ended = slalom({"replay", "r", "--problem", c.problem.label, "--optimizer", c.optimizer.label, "--seed",
                               std::to_string(r.seed)},
                              folder.path());
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_THAT(ended.out, AllOf(HasSubstr("run " + r.id.text()), HasSubstr("the same, bit for bit")));
  }
  const auto named =
      slalom({"replay", "r", "--problem", "quad*", "--optimizer", "momentum", "--seed", "1"}, folder.path());
  EXPECT_EQ(named.code, 0) << "by a pattern and a plugin's name: " << named.err;
  const auto& label = plan.cases.at(0).optimizer.label;
  const auto misspelt = slalom({"replay", "r", "--optimizer", label + "x", "--seed", "1"}, folder.path());
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_THAT(misspelt.err,
              HasSubstr("--optimizer '" + label + "x' matches nothing in r; did you mean '" + label + "'?"));
  const auto unplanned = slalom({"replay", "r", "--optimizer", label, "--seed", "77"}, folder.path());
  EXPECT_EQ(unplanned.code, 2);
  EXPECT_THAT(unplanned.err, HasSubstr("r plans no run of " + label + " with seed 77"));
  const auto unsaid = slalom({"replay", "r"}, folder.path());
  EXPECT_EQ(unsaid.code, 2);
  EXPECT_THAT(unsaid.err, HasSubstr("say which run: RUN, or --problem, --optimizer and --seed"));
}

TEST_F(Replay, PrefersALabelToTheNameOfAPlugin) {
  write(folder.path() / "two.yaml",
        "suite: two\nseeds: 1\nbudget: {steps: 5}\nproblems: [quadratic]\n"
        "optimizers: [momentum, {optimizer: momentum, label: fast, learning_rate: 0.02}]\n");
  ASSERT_EQ(slalom({"run", "two.yaml"}, folder.path()).code, 0);
  const auto ended = slalom({"replay", "results/two", "--optimizer", "momentum", "--seed", "1"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr(": momentum on quadratic, seed 1"));
  const auto with_pattern =
      slalom({"replay", "results/two", "--problem", "quad*", "--optimizer", "momentum"}, folder.path());
  EXPECT_EQ(with_pattern.code, 0) << with_pattern.err;
  EXPECT_THAT(slalom({"replay", "results/two", "--optimizer", "mom*", "--seed", "1"}, folder.path()).err,
              HasSubstr("2 runs match"));
}

TEST_F(Replay, TellsWhatDiffers) {
  edit("UPDATE runs SET steps = 49, trajectory = zeroblob(length(trajectory)) WHERE run = '" + run + "'");
  const auto ended = replay(run);
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out,
              AllOf(HasSubstr("the number of steps was 49 and is 50"),
                    HasSubstr("the trajectory, value 0, was 0 and is "), testing::Not(HasSubstr("bit for bit"))));
}

TEST_F(Replay, TellsThatAPluginIsAnotherOneNow) {
  edit("UPDATE cases SET definition = json_set(definition, '$.optimizer.plugin_hash', 'another')");
  const auto ended = replay(run);
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("has changed since"), HasSubstr(".so")));
}

TEST_F(Replay, RefusesWhatIsNotOneFinishedRun) {
  const auto none = replay("zz");
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("plans no run 'zz'"));
  const auto several = slalom({"replay", "r", "--seed", "1"}, folder.path());
  EXPECT_EQ(several.code, 2);
  EXPECT_THAT(several.err, AllOf(HasSubstr(" runs match: "), HasSubstr(", seed 1), "), HasSubstr("--optimizer")));
  edit("UPDATE runs SET clock_ended = 1");
  EXPECT_THAT(replay(run).err, HasSubstr("budget of CPU seconds"));
  edit("DELETE FROM runs");
  EXPECT_EQ(replay(run).code, 2);
  EXPECT_THAT(replay(run).err, HasSubstr("has not been made yet"));
}

TEST_F(Replay, VerifyRepeatsSomeOrAll) {
  for (const auto& [count, said] : std::vector<std::pair<std::string, std::string>>{
           {"3", "repeated 3 stored runs: the same"}, {"100", "repeated 8 stored runs: the same"}})
    for (const auto& more : std::vector<std::vector<std::string>>{{}, {"--in-process"}}) {
      const auto ended = verify(count, more);
      EXPECT_EQ(ended.code, 0) << ended.err;
      EXPECT_THAT(ended.out, HasSubstr(said));
    }
}

TEST_F(Replay, VerifyNamesTheRunsThatDiffer) {
  edit("UPDATE runs SET evaluations = 7 WHERE run = '" + run + "'");
  const auto ended = verify("8");
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("run " + run + " differs: the number of evaluations was 7 and is 50"),
                               HasSubstr("repeated 8 stored runs: 1 differ")));
}

TEST_F(Replay, VerifyDrawsNoRunThatCannotBeRepeated) {
  edit("UPDATE runs SET clock_ended = 1, evaluations = 7 WHERE run = '" + run + "'");
  const auto ended = verify("8");
  EXPECT_EQ(ended.code, 0) << ended.out;
  EXPECT_THAT(ended.out, HasSubstr("repeated 7 stored runs: the same"));
}

}  // namespace
}  // namespace slalom::test
