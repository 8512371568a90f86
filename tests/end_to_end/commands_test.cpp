// Every command as a user meets it: what it prints, what it leaves, and its exit code.
#include "end_to_end/program.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace slalom::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string smoke = std::string(SLALOM_SOURCE) + "/suites/smoke.yaml";
const std::string fixtures = " --plugin-path " + std::string(SLALOM_BUILD) + "/tests/fixtures";

TEST(Commands, HelpIsThereForEach) {
  EXPECT_EQ(slalom("--help").code, 0);
  EXPECT_EQ(slalom("").code, 2);
  for (const std::string name : {"run", "report", "export", "list", "show", "validate", "new", "bench", "replay"}) {
    const auto said = slalom(name + " --help");
    EXPECT_EQ(said.code, 0) << name;
    EXPECT_THAT(said.text, HasSubstr("slalom " + name)) << name;
    EXPECT_THAT(slalom("--help").text, HasSubstr("  " + name)) << name;
  }
}

struct Wrong {
  std::string arguments;
  std::string says;
};

class WrongRequest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongRequest, ExitsWithTwoAndSaysWhatWouldBeRight) {
  const auto said = slalom(GetParam().arguments);
  EXPECT_EQ(said.code, 2) << said.text;
  EXPECT_THAT(said.text, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(Table, WrongRequest,
                         testing::Values(Wrong{"rnu", "'run'"}, Wrong{"run --jbos 2 x.yaml", "--jobs"},
                                         Wrong{"run", "SUITE"}, Wrong{"run no-such-file.yaml", "no-such-file.yaml"},
                                         Wrong{"show adma", "'adam'"}, Wrong{"list optimisers", "optimizers"},
                                         Wrong{"validate no-such-file.yaml", "no-such-file.yaml"},
                                         Wrong{"bench --benchmark_nonsense=1", "--benchmark_nonsense"}));

TEST(Commands, ListAndShow) {
  const auto said = slalom("list");
  EXPECT_EQ(said.code, 0);
  for (const auto* name : {"adagrad", "adam", "momentum", "nesterov", "rmsprop", "sgd", "two_wells", "mlp", "cosine"})
    EXPECT_THAT(said.text, HasSubstr(name));
  const auto adam = slalom("show adam");
  EXPECT_EQ(adam.code, 0);
  for (const auto* part : {"Kingma", "beta1", "0.9", "epsilon_hat", "learning_rate"})
    EXPECT_THAT(adam.text, HasSubstr(part));
}

TEST(Commands, ValidateNamesEveryMistakeWithItsPlace) {
  const Scratch scratch;
  const auto file = scratch.write("bad.yaml",
                                  "suite: bad\n"
                                  "budget: {steps: 10}\n"
                                  "problems: [two_wels]\n"
                                  "optimizers:\n"
                                  "  - optimizer: momentum\n"
                                  "    momentun: 0.5\n"
                                  "  - optimizer: adam\n"
                                  "    beta1: 1.5\n");
  const auto said = slalom("validate " + file.string());
  EXPECT_EQ(said.code, 2);
  for (const auto* part : {"bad.yaml:3:", "'two_wells'", "bad.yaml:6:", "'momentum'", "bad.yaml:8:", "[0, 1)"})
    EXPECT_THAT(said.text, HasSubstr(part));
  EXPECT_EQ(slalom("run " + file.string(), scratch.folder()).code, 2);
  EXPECT_FALSE(fs::exists(scratch.folder() / "results")) << "nothing may run";
  EXPECT_EQ(slalom("validate " + smoke).code, 0);
}

/// trace.csv without its column of CPU seconds.
std::string trace(const Scratch& scratch, const fs::path& folder) {
  EXPECT_EQ(slalom("export " + folder.string() + " --format csv --out csv", scratch.folder()).code, 0);
  std::istringstream lines(scratch.read("csv/trace.csv"));
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::string cell;
    for (int i = 0; std::getline(cells, cell, ','); ++i)
      if (i != 4) kept += cell + ",";
    kept += "\n";
  }
  return kept;
}

TEST(Commands, RunReportsResumesExportsAndReplays) {
  const Scratch scratch;
  const auto& here = scratch.folder();
  const auto first = slalom("run " + smoke + " --jobs 1", here);
  EXPECT_EQ(first.code, 0) << first.text;
  EXPECT_THAT(first.text, HasSubstr("smoke: 24 runs, 24 new"));
  EXPECT_THAT(scratch.read("results/smoke/report.md"), HasSubstr("## The answer"));
  EXPECT_FALSE(scratch.read("results/smoke/report.json").empty());

  const auto second = slalom("run " + smoke, here);
  EXPECT_EQ(second.code, 0);
  EXPECT_THAT(second.text, HasSubstr("24 runs, 0 new"));
  EXPECT_THAT(slalom("run " + smoke + " --seeds 4", here).text, HasSubstr("32 runs, 8 new"));

  EXPECT_EQ(slalom("run " + smoke + " --jobs 2 --out other", here).code, 0);
  EXPECT_EQ(slalom("run " + smoke + " --jobs 1 --out same", here).code, 0);
  EXPECT_EQ(trace(scratch, "other"), trace(scratch, "same"));

  const auto runs = scratch.read("csv/runs.csv");
  EXPECT_THAT(runs, testing::StartsWith("run,suite,experiment,problem,problem_label,optimizer,optimizer_label,settings,"
                                        "learning_rate,batch,seed,dtype,status,reason,steps,evaluations,examples,"
                                        "cpu_seconds,initial_loss,final_loss,best_loss,gap,test_loss,test_accuracy"));
  EXPECT_EQ(std::ranges::count(runs, '\n'), 25);
  const auto id = runs.substr(runs.find('\n') + 1, 32);
  const auto replayed = slalom("replay other " + id, here);
  EXPECT_EQ(replayed.code, 0) << replayed.text;
  EXPECT_EQ(slalom("replay other ffffffff", here).code, 2);

  EXPECT_EQ(slalom("export other --format json --out json", here).code, 0);
  EXPECT_TRUE(nlohmann::json::accept(scratch.read("json/results.json")));
}

TEST(Commands, FailedRunsAreNamedAndTriedAgain) {
  const Scratch scratch;
  scratch.write("fail.yaml",
                "suite: fail\nseeds: 2\nbudget: {steps: 10}\nproblems: [two_wells]\noptimizers: [sgd, fails_later]\n");
  const auto said = slalom("run fail.yaml" + fixtures, scratch.folder());
  EXPECT_EQ(said.code, 3) << said.text;
  EXPECT_THAT(said.text, HasSubstr("2 failed"));
  EXPECT_THAT(scratch.read("results/fail/report.md"), HasSubstr("no descent direction"));
  EXPECT_THAT(slalom("run fail.yaml" + fixtures, scratch.folder()).text, HasSubstr("4 runs, 2 new"));
}

TEST(Commands, ADamagedStoreIsLeftAlone) {
  const Scratch scratch;
  ASSERT_EQ(slalom("run " + smoke + " --out out", scratch.folder()).code, 0);
  const auto damage = std::string("this is no database, this is no database, this is no database");
  scratch.write("out/results.sqlite", damage);
  EXPECT_EQ(slalom("run " + smoke + " --out out", scratch.folder()).code, 4);
  EXPECT_EQ(slalom("report out", scratch.folder()).code, 4);
  EXPECT_EQ(scratch.read("out/results.sqlite"), damage);
}

TEST(Commands, AnInterruptedRunGoesOnWhereItStopped) {
  const Scratch scratch;
  scratch.write("long.yaml",
                "suite: long\nseeds: 400\nbudget: {steps: 200000}\nproblems: [two_wells]\noptimizers: [adam]\n");
  const auto said = shell("timeout --preserve-status -s INT 1 " + program + " run long.yaml", scratch.folder());
  ASSERT_EQ(said.code, 130) << said.text;
  EXPECT_THAT(said.text, HasSubstr("to go on: "));
  EXPECT_TRUE(fs::exists(scratch.folder() / "results/long/results.sqlite"));
  const auto dry = slalom("run long.yaml --dry-run", scratch.folder());
  EXPECT_EQ(dry.code, 0);
  EXPECT_THAT(dry.text, Not(HasSubstr("400 of 400"))) << "what had finished must be kept";
}

TEST(Commands, ANewProjectBuildsOutsideAndRuns) {
  const Scratch scratch;
  const auto& here = scratch.folder();
  ASSERT_EQ(slalom("new optimizer my_rule", here).code, 0);
  EXPECT_EQ(slalom("new optimizer my_rule", here).code, 2) << "it is there already";
  EXPECT_EQ(slalom("new optimizer 'My Rule'", here).code, 2);
  const auto built =
      shell("cmake -B build -Dslalom_DIR=" + std::string(SLALOM_BUILD) + "/lib/cmake/slalom && cmake --build build",
            here / "my_rule");
  ASSERT_EQ(built.code, 0) << built.text;
  const auto said = slalom("run my_rule.yaml --plugin-path build/plugins", here / "my_rule");
  EXPECT_EQ(said.code, 0) << said.text;
  EXPECT_THAT(scratch.read("my_rule/results/my_rule/report.md"), HasSubstr("my_rule"));
}

}  // namespace
}  // namespace slalom::test
