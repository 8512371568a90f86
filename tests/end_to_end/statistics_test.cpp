// What referees ask for, from the command line: levels, baselines, power, histories, charts.
#include "end_to_end/program.hpp"
#include "run/record.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Statistics : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "s.yaml",
          "suite: s\nseeds: 7\nbaseline: sgd\nrecord: {trajectory: true}\nbudget: {steps: 60}\nproblems: [two_wells, "
          "rosenbrock]\noptimizers: [sgd, momentum, adam]\n");
    ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path()).code, 0);
  }
  std::string report() { return read(folder.path() / "r/report.md"); }
  TemporaryFolder folder;
};

TEST_F(Statistics, BaselineAndLevelAreThoseOfTheSuiteAndOfOptions) {
  EXPECT_THAT(report(), AllOf(HasSubstr("Against the baseline, sgd"), HasSubstr("Significant (level 0.05)")));
  ASSERT_EQ(slalom({"report", "r", "--baseline", "adam", "--alpha", "1%"}, folder.path()).code, 0);
  EXPECT_THAT(report(), AllOf(HasSubstr("Against the baseline, adam"), HasSubstr("Significant (level 0.01)"),
                              Not(HasSubstr("Against the baseline, sgd"))));
  slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path());
  EXPECT_THAT(report(), HasSubstr("Against the baseline, sgd")) << "it was not the report that the run writes";
  const auto unknown = slalom({"report", "r", "--baseline", "adan"}, folder.path());
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err,
              HasSubstr("--baseline: no optimizer has the label 'adan'; there are: sgd, momentum and adam"));
  EXPECT_EQ(slalom({"report", "r", "--alpha", "0"}, folder.path()).code, 2);
}

TEST_F(Statistics, ValidateSaysWhatTheSeedsCanShow) {
  const auto stored = slalom({"validate", "s.yaml", "--out", "r"}, folder.path());
  EXPECT_THAT(stored.out, AllOf(HasSubstr("power: of 3 optimizers with 7 seeds the best is shown to be better"),
                                HasSubstr("that is by a factor of")));
  write(folder.path() / "few.yaml",
        "suite: few\nseeds: 3\nbudget: {steps: 60}\nproblems: [two_wells]\noptimizers: [sgd, adam]\n");
  const auto few = slalom({"validate", "few.yaml"}, folder.path());
  EXPECT_EQ(few.code, 0);
  EXPECT_THAT(few.err,
              HasSubstr("slalom: few: 3 seeds cannot show any difference at level 0.05: at least 6 are needed"));
}

TEST_F(Statistics, ExportsTakeTheLevelAndTheBaseline) {
  const auto made = slalom({"export", "r", "--format", "latex", "--baseline", "adam", "--alpha", "1%", "--out", "tex"},
                           folder.path());
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(read(folder.path() / "tex/e1-two-wells-against-baseline.tex"), HasSubstr("the baseline, adam, on"));
  EXPECT_THAT(read(folder.path() / "tex/methods.txt"), HasSubstr("if p is below 0.01 and the whole 99 % interval"));
  ASSERT_EQ(slalom({"export", "r", "--format", "latex", "--out", "of-suite"}, folder.path()).code, 0);
  EXPECT_THAT(read(folder.path() / "of-suite/e1-all-against-baseline.tex"), HasSubstr("the baseline, sgd, on 2"));
  const auto unknown = slalom({"export", "r", "--format", "pgf", "--baseline", "adan", "--out", "no"}, folder.path());
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("--baseline: no optimizer has the label 'adan'"));
  for (const auto& [option, value] : {std::pair{"--alpha", "0.01"}, {"--baseline", "adam"}}) {
    const auto stored = slalom({"export", "r", "--format", "csv", option, value, "--out", "no"}, folder.path());
    EXPECT_EQ(stored.code, 2);
    EXPECT_THAT(stored.err, HasSubstr(std::string(option) + " goes with --format latex, pgf or gif"));
  }
}

TEST_F(Statistics, LivePagesTakeTheLevelAndTheBaseline) {
  Process process({program(), "report", "r", "--live", "--alpha", "1%", "--baseline", "adam"}, folder.path());
  for (int tries = 0; tries < 600 && read(folder.path() / "r/report.html").find("(level 0.01)") == std::string::npos;
       ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  process.signal(SIGTERM);
  process.wait();
  EXPECT_THAT(read(folder.path() / "r/report.html"),
              AllOf(HasSubstr("(level 0.01)"), HasSubstr("Against the baseline, adam")));
}

TEST_F(Statistics, HistoryOfSeveralFolders) {
  fs::copy(folder.path() / "r", folder.path() / "later", fs::copy_options::recursive);
  const auto ended = slalom({"report", "r", "later", "--history", "--out", "h"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(read(folder.path() / "h/history.md"),
              HasSubstr("0 of 6 pairs of an optimizer and a problem changed over 2 folders"));
  EXPECT_EQ(slalom({"report", "r", "later", "--history"}, folder.path()).code, 2);
}

TEST_F(Statistics, ChartsAsTikzAndRacesAsAnimations) {
  EXPECT_EQ(slalom({"export", "r", "--format", "pgf", "--width", "80mm", "--out", "pgf"}, folder.path()).code, 0);
  EXPECT_THAT(read(folder.path() / "pgf/e1-two-wells-contours.tex"), HasSubstr("\\end{tikzpicture}"));
  EXPECT_EQ(slalom({"export", "r", "--format", "gif", "--out", "gif"}, folder.path()).code, 0);
  EXPECT_THAT(read(folder.path() / "gif/e1-two-wells-race.gif"), testing::StartsWith("GIF89a"));
  const auto wrong = slalom({"export", "r", "--format", "gif", "--width", "80mm", "--out", "no"}, folder.path());
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("--width goes with --format latex or pgf"));
}

}  // namespace
}  // namespace slalom::test
