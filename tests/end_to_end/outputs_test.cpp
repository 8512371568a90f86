// Disks that are full, limits on files, and reports that were lost.
#include "end_to_end/program.hpp"

#include <gmock/gmock.h>

#include <map>
#include <sstream>

namespace slalom::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Outputs : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "s.yaml", small_suite("s"));
    ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path()).code, 0);
  }
  Ended shell(const std::string& line) {
    return command({"bash", "-c", "slalom=" + program().string() + "; " + line}, folder.path());
  }
  std::string run_again() { return slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path()).out; }
  TemporaryFolder folder;
};

/// For each command, what it prints with.
std::map<std::string, std::vector<std::string>> printing() {
  const auto plugin = (program().parent_path() / "plugins/sgd.so").string();
  const std::string bench = "--benchmark_filter='step/sgd$' --benchmark_min_time=0.001";
  return {{"run", {"s.yaml --out r --quiet", "s.yaml --dry-run", "--help"}},
          {"report", {"r", "r --template t.mustache"}},
          {"merge", {"r --out merged"}},
          {"submit", {"s.yaml --shards 2 --out cluster --dry-run", "s.yaml --shards 2 --out other"}},
          {"status", {"cluster"}},
          {"compare", {"r r", "r r --json", "r r --format markdown", "r r --format junit"}},
          {"export", {"--help"}},  // else it prints nothing
          {"list", {"", "suites"}},
          {"show", {"sgd", "sphere", "cosine"}},
          {"validate", {"s.yaml"}},
          {"schema", {""}},
          {"check", {plugin}},
          {"new", {"optimizer mine", "problem other --python"}},
          {"bench", {bench, bench + " --benchmark_format=json", "--benchmark_list_tests"}},
          {"replay", {"r --problem two_wells --optimizer sgd --seed 1"}},
          {"verify", {"r"}},
          {"clean", {"r"}},
          {"doctor", {""}},
          {"completion", {"bash", "zsh", "fish"}},
          {"help", {"", "run", "run --man"}},
          {"version", {""}},
          {"--version", {""}},
          {"--help", {""}}};
}

/// Of the list that `slalom help` prints.
std::vector<std::string> commands_in(const std::string& help) {
  std::vector<std::string> names;
  std::istringstream lines(help.substr(help.find("Commands:")));
  std::string line;
  for (std::getline(lines, line); std::getline(lines, line) && !line.empty();)
    names.push_back(line.substr(2, line.find(' ', 2) - 2));
  return names;
}

TEST_F(Outputs, ThatCannotBeWrittenExitWithFour) {
  write(folder.path() / "t.mustache", "{{title}}");
  for (const auto* name : {"sbatch", "squeue"}) {
    write(folder.path() / name, "#!/bin/sh\necho 1\n");
    fs::permissions(folder.path() / name, fs::perms::owner_all);
  }
  ASSERT_EQ(shell("PATH=.:$PATH $slalom submit s.yaml --shards 2 --out cluster").code, 0);
  const auto table = printing();
  for (const auto& name : commands_in(slalom({"help"}, folder.path()).out))
    EXPECT_TRUE(table.contains(name)) << name << " is not tested";
  for (const auto& [name, all] : table)
    for (const auto& words : all)
      for (const auto* nowhere : {"> /dev/full", ">&-"}) {
        fs::remove_all(folder.path() / "mine"), fs::remove_all(folder.path() / "other");
        const auto ended = shell("PATH=.:$PATH $slalom " + name + " " + words + " " + nowhere);
        EXPECT_EQ(ended.code, 4) << name << " " << words << nowhere << ": " << ended.err;
        EXPECT_THAT(ended.err, HasSubstr("cannot write standard output")) << name << " " << words;
      }
}

TEST_F(Outputs, FilesThatCannotBeWrittenAreNamed) {
  for (const auto* line : {"schema /dev/full", "bench --benchmark_filter='step/sgd$' --benchmark_out=/dev/full"}) {
    const auto ended = shell(std::string("$slalom ") + line);
    EXPECT_EQ(ended.code, 4) << line << ": " << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("cannot write /dev/full")) << line;
  }
  const auto project = shell("(ulimit -f 0; $slalom new optimizer mine) 2>&1 | cat; exit ${PIPESTATUS[0]}");
  EXPECT_EQ(project.code, 4);
  EXPECT_THAT(project.out, HasSubstr("cannot write mine/"));
}

TEST_F(Outputs, BenchmarksAreWrittenToTheFile) {
  ASSERT_EQ(
      shell("$slalom bench --benchmark_filter='step/sgd$' --benchmark_min_time=0.001 --benchmark_out=b.json").code, 0);
  EXPECT_EQ(command({"python3", "-c", "import json; json.load(open('b.json'))['benchmarks'][0]"}, folder.path()).code,
            0);
}

TEST_F(Outputs, FilesOfAClusterThatAreDamagedExitWithFour) {
  fs::create_directories(folder.path() / "r/cluster");
  write(folder.path() / "r/cluster/submission.json", "{");
  EXPECT_EQ(slalom({"status", "r"}, folder.path()).code, 4);
  const auto costs = slalom({"run", "s.yaml", "--shard", "1/2", "--costs", "nowhere"}, folder.path());
  EXPECT_EQ(costs.code, 2);
  EXPECT_THAT(costs.err, HasSubstr("--costs: there is no nowhere"));
}

TEST_F(Outputs, BeyondTheFileSizeLimitExitWithFour) {
  for (const auto* line :
       {"export r --format json --out json", "export r --format csv --out csv", "report r --out other"}) {
    const auto ended = shell(std::string("ulimit -f 1; $slalom ") + line);
    EXPECT_EQ(ended.code, 4) << line << ": " << ended.err;
  }
  EXPECT_FALSE(fs::exists(folder.path() / "other/report.md"));
  const auto stored = shell("ulimit -f 40; $slalom run s.yaml --seeds 400 --out small --quiet");
  EXPECT_EQ(stored.code, 4) << stored.err;
}

TEST_F(Outputs, ALostReportIsWrittenByTheNextRun) {
  const auto report = folder.path() / "r/report.md";
  const auto before = read(report);
  const auto written = fs::last_write_time(report);
  run_again();
  EXPECT_EQ(fs::last_write_time(report), written) << "there is nothing new";
  for (const auto* lost : {"r/report.html", "r/report.json", "r/charts"}) {
    fs::remove_all(folder.path() / lost);
    run_again();
    EXPECT_TRUE(fs::exists(folder.path() / lost)) << lost;
  }
  // A shard writes no report, nor does what is killed before.
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r", "--seeds", "5", "--shard", "1/1", "--quiet"}, folder.path()).code,
            0);
  EXPECT_EQ(read(report), before);
  const auto out = slalom({"run", "s.yaml", "--out", "r", "--seeds", "5", "--quiet"}, folder.path()).out;
  EXPECT_THAT(out, HasSubstr(" 0 new"));
  EXPECT_NE(read(report), before);
}

TEST_F(Outputs, FoldersOfKilledReportsAreRemoved) {
  const auto dead = folder.path() / "r/.report-99999999", alive = folder.path() / "r/.report-1",
             elsewhere = folder.path() / "r/.report-99999999-another-host";
  for (const auto& left : {dead, alive, elsewhere}) fs::create_directories(left / "charts");
  ASSERT_EQ(slalom({"report", "r"}, folder.path()).code, 0);
  EXPECT_FALSE(fs::exists(dead));
  EXPECT_TRUE(fs::exists(alive));
  EXPECT_TRUE(fs::exists(elsewhere));
}

}  // namespace
}  // namespace slalom::test
