// Disks that are full, limits on files, and reports that were lost.
#include "end_to_end/program.hpp"

#include <gmock/gmock.h>

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

TEST_F(Outputs, ThatCannotBeWrittenExitWithFour) {
  write(folder.path() / "t.mustache", "{{title}}");
  for (const auto* line : {"list", "show sgd", "compare r r --json", "compare r r", "report r --template t.mustache",
                           "run s.yaml --out r --quiet", "--help", "run --help", "--version", "validate s.yaml"}) {
    const auto ended = shell(std::string("$slalom ") + line + " > /dev/full");
    EXPECT_EQ(ended.code, 4) << line << ": " << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("cannot write standard output")) << line;
  }
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
