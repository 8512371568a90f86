// slalom compare and the exports, as a user calls them.
#include "end_to_end/program.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>

namespace slalom::test {
namespace {

using testing::HasSubstr;

std::string suite(double rate) {
  return "suite: gate\nseeds: 8\nbudget: {steps: 40}\nproblems: [{problem: quadratic, dimension: 3, condition: 10}]\n"
         "optimizers: [{optimizer: sgd, learning_rate: " +
         std::to_string(rate) + ", label: mine}]\n";
}

class CompareCommand : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "a.yaml", suite(0.1));
    write(folder.path() / "b.yaml", suite(0.01));
    for (const auto* name : {"a", "b"})
      ASSERT_EQ(slalom({"run", std::string(name) + ".yaml", "--out", name, "--quiet"}, folder.path()).code, 0);
  }
  Ended compare(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "compare");
    return slalom(std::move(arguments), folder.path());
  }
  TemporaryFolder folder;
};

TEST_F(CompareCommand, ExitsWithOneOnlyIfTheSecondIsWorse) {
  const auto same = compare({"a", "a"});
  EXPECT_EQ(same.code, 0);
  EXPECT_THAT(same.out, HasSubstr("0 worse, 0 better, 1 the same"));
  const auto worse = compare({"a", "b"});
  EXPECT_EQ(worse.code, 1);
  EXPECT_THAT(worse.out, HasSubstr("WORSE"));
  EXPECT_THAT(worse.out, HasSubstr("B is worse."));
  const auto better = compare({"b", "a", "--json"});
  EXPECT_EQ(better.code, 0);
  EXPECT_THAT(better.out, HasSubstr("\"verdict\": \"better\""));
}

TEST_F(CompareCommand, WrongRequestsSayWhatWouldBeRight) {
  const auto alone = compare({"a"});
  EXPECT_EQ(alone.code, 2);
  EXPECT_THAT(alone.err, HasSubstr("slalom: B is missing"));
  for (const auto* alpha : {"0", "1", "nan", "150%", "5"}) {
    const auto wrong = compare({"a", "b", "--alpha", alpha});
    EXPECT_EQ(wrong.code, 2) << alpha;
    EXPECT_THAT(wrong.err, HasSubstr("--alpha must be")) << alpha;
  }
  for (const auto* tolerance : {"inf", "inf%", "nan%", "-1%", "1e999%"})
    EXPECT_EQ(compare({"a", "b", "--tolerance", tolerance}).code, 2) << tolerance;
  EXPECT_THAT(compare({"a", "b", "--format", "xml"}).err, HasSubstr("--format must be text, markdown, junit or json"));
  const auto metric = compare({"a", "b", "--metric", "speed"});
  EXPECT_EQ(metric.code, 2);
  EXPECT_THAT(metric.err, HasSubstr("no problem has the metric 'speed'; there are always score, final_loss"));
  EXPECT_EQ(compare({"a", "b", "--tolerance", "5"}).code, 2) << "which is 500 %";
  const auto tolerance = compare({"a", "b", "--tolerance", "much"});
  EXPECT_EQ(tolerance.code, 2);
  EXPECT_THAT(tolerance.err, HasSubstr("--tolerance must be a fraction such as 1% or 0.01, not 'much'"));
  EXPECT_EQ(compare({"a", "nowhere"}).code, 4);
}

TEST_F(CompareCommand, WhatIsMissingOrNotMeasuredExitsWithSix) {
  write(folder.path() / "budget.yaml", std::regex_replace(suite(0.1), std::regex("steps: 40"), "steps: 50"));
  auto two = suite(0.1);
  two.insert(two.rfind(']'), ", {optimizer: sgd, learning_rate: 0.2, label: other}");
  write(folder.path() / "more.yaml", two);
  for (const auto* name : {"more", "budget"})
    ASSERT_EQ(slalom({"run", std::string(name) + ".yaml", "--out", name, "--quiet"}, folder.path()).code, 0);
  const auto missing = compare({"more", "a"});
  EXPECT_EQ(missing.code, 6);
  EXPECT_THAT(missing.out, HasSubstr("cannot tell: not in B"));
  EXPECT_EQ(compare({"a", "more"}).code, 0);
  EXPECT_EQ(compare({"a", "budget"}).code, 6);
  EXPECT_EQ(compare({"a", "b", "--metric", "evaluations"}).code, 6);
}

TEST_F(CompareCommand, WritesMarkdownAndJunitForContinuousIntegration) {
  const auto junit = compare({"a", "b", "--format", "junit"});
  EXPECT_EQ(junit.code, 1);
  EXPECT_THAT(junit.out, HasSubstr(R"(<testsuite name="slalom compare" tests="1" failures="1" errors="0">)"));
  EXPECT_THAT(junit.out, HasSubstr(R"(name="mine"><failure message="WORSE;)"));
  write(folder.path() / "junit.xml", junit.out);
  EXPECT_EQ(command({"python3", "-c", "import xml.etree.ElementTree as t; t.parse('junit.xml')"}, folder.path()).code,
            0);
  const auto markdown = compare({"a", "b", "--format", "markdown"});
  EXPECT_EQ(markdown.code, 1);
  EXPECT_THAT(markdown.out, HasSubstr("## B is worse."));
  EXPECT_THAT(markdown.out, HasSubstr("| mine | 8 |"));
}

std::string labelled(const std::string& optimizer, const std::string& problem = "{problem: sphere, dimension: 3}") {
  return "suite: gate\nseeds: 5\nbudget: {steps: 200}\nproblems: [" + problem +
         "]\noptimizers: [{optimizer: " + optimizer + ", label: mine}]\n";
}

TEST_F(CompareCommand, TimeIsMeasuredAgainInTurns) {
  write(folder.path() / "quick.yaml", labelled("random_search"));
  write(folder.path() / "slow.yaml", labelled("cma_es, population: 100"));
  for (const auto* name : {"quick", "slow"})
    ASSERT_EQ(slalom({"run", std::string(name) + ".yaml", "--out", name, "--quiet"}, folder.path()).code, 0);
  const auto slower = compare({"quick", "slow", "--time-runs", "5", "--tolerance", "10000000%", "--json"});
  ASSERT_EQ(slower.code, 1) << slower.err;
  EXPECT_THAT(slower.err, HasSubstr("timing mine on sphere, 5 times"));
  const auto time = slower.out.substr(slower.out.rfind("\"time\""));
  EXPECT_THAT(time, HasSubstr("\"pairs\": 5"));
  EXPECT_THAT(time, HasSubstr("\"verdict\": \"worse\""));
  const auto quicker = compare({"slow", "quick", "--time-runs", "5"});
  EXPECT_THAT(quicker.out, testing::ContainsRegex("CPU time per step, measured in turns[^\n]*\n.* better"));
  const auto same = compare({"quick", "quick", "--time-runs", "5"});
  EXPECT_NE(same.code, 1) << same.out;
  const auto few = compare({"quick", "quick", "--time-runs", "3"});
  EXPECT_EQ(few.code, 6);
  EXPECT_THAT(few.out, HasSubstr("cannot tell: 3 repetitions; at least 5 are needed"));
}

TEST_F(CompareCommand, TimeIsMeasuredByTheFilesThatMadeTheResultsOnly) {
  const auto own = folder.path() / "own";
  fs::create_directory(own), fs::create_directory(folder.path() / "data");
  fs::copy_file(program().parent_path() / "plugins/sgd.so", own / "sgd.so");
  write(folder.path() / "data/points.csv", "x,y\n1,1\n2,2\n3,1\n4,2\n");
  write(folder.path() / "own.yaml", labelled("sgd, learning_rate: 0.1", "{problem: least_squares, data: points}"));
  const auto ran =
      slalom({"run", "own.yaml", "--out", "own-results", "--plugin-path", "own", "--data", "data"}, folder.path());
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto time = [&] { return compare({"own-results", "own-results", "--time-runs", "1", "--data", "data"}); };
  EXPECT_EQ(time().code, 6) << time().err;
  const auto elsewhere = compare({"own-results", "own-results", "--time-runs", "1"});
  EXPECT_EQ(elsewhere.code, 2);
  EXPECT_THAT(elsewhere.err,
              HasSubstr("the data of least_squares is gone or has changed; --data DIR says where it is"));
  fs::remove(own / "sgd.so");
  fs::copy_file(program().parent_path() / "plugins/momentum.so", own / "sgd.so");
  EXPECT_EQ(time().code, 2);
  EXPECT_THAT(time().err, HasSubstr("own/sgd.so, by which it was made, is another file now"));
  fs::remove(own / "sgd.so");
  EXPECT_EQ(time().code, 2);
  EXPECT_THAT(time().err, HasSubstr("own/sgd.so, by which it was made, is gone"));
  EXPECT_EQ(compare({"own-results", "own-results"}).code, 0) << "stored results need no plugins";
}

TEST_F(CompareCommand, RunsOfLibrariesAreTimedAndReplayed) {
  const std::string interpreter = "/usr/bin/python3";
  if (command({interpreter, "-c", "import scipy"}, folder.path()).code != 0)
    GTEST_SKIP() << "there is no SciPy: scripts/bootstrap.sh --tests installs it";
  setenv("SLALOM_PYTHON", interpreter.c_str(), 1);
  write(folder.path() / "library.yaml",
        "suite: s\nseeds: 2\nbudget: {evaluations: 2000}\nproblems: [{problem: rosenbrock, dimension: 20}]\n"
        "optimizers: [{optimizer: scipy, method: BFGS}, {optimizer: scipy, method: Powell}]\n");
  ASSERT_EQ(slalom({"run", "library.yaml", "--out", "library", "--quiet"}, folder.path()).code, 0);
  const auto timed = compare({"library", "library", "--time-runs", "1"});
  EXPECT_EQ(timed.code, 6) << timed.err;
  EXPECT_THAT(timed.out, HasSubstr("cannot tell: 1 repetition; at least 5 are needed"));
  for (const auto* name : {"scipy_bfgs", "scipy_powell"}) {
    const auto repeated = slalom({"replay", "library", "--optimizer", name, "--seed", "1"}, folder.path());
    EXPECT_EQ(repeated.code, 0) << repeated.err;
    EXPECT_THAT(repeated.out, HasSubstr("the same, bit for bit"));
  }
  unsetenv("SLALOM_PYTHON");
}

TEST_F(CompareCommand, SaysFirstWhatItCanFind) {
  write(folder.path() / "three.yaml",
        std::regex_replace(labelled("random_search"), std::regex("seeds: 5"), "seeds: 3"));
  write(folder.path() / "other.yaml",
        std::regex_replace(labelled("random_search, sigma: 2"), std::regex("seeds: 5"), "seeds: 3"));
  for (const auto* name : {"three", "other"})
    ASSERT_EQ(slalom({"run", std::string(name) + ".yaml", "--out", name, "--quiet"}, folder.path()).code, 0);
  const auto blind = compare({"three", "other"});
  EXPECT_EQ(blind.code, 6);
  EXPECT_THAT(blind.out, testing::StartsWith("Of 1 pair nothing can be called worse except runs that fail: 3 seeds"));
  EXPECT_THAT(compare({"three", "other", "--format", "markdown"}).out,
              testing::ContainsRegex("nothing can be called worse.*\n\n### Quality"));
  EXPECT_THAT(compare({"three", "other", "--format", "junit"}).out,
              HasSubstr(R"(<property name="power" value="Of 1 pair nothing)"));
}

TEST_F(CompareCommand, ExportsForOtherTools) {
  EXPECT_EQ(slalom({"export", "a", "--format", "ioh", "--out", "ioh"}, folder.path()).code, 0);
  EXPECT_TRUE(fs::exists(folder.path() / "ioh/mine/IOHprofiler_f1_quadratic.json"));
  const auto coco = slalom({"export", "a", "--format", "coco", "--out", "coco"}, folder.path());
  EXPECT_EQ(coco.code, 0);
  EXPECT_THAT(coco.err, HasSubstr("coco/problems.csv says which problem is which"));
  EXPECT_TRUE(fs::exists(folder.path() / "coco/mine/bbobexp_f1.info"));
}

}  // namespace
}  // namespace slalom::test
