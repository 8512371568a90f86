// What we write, read by the tools that it is written for. scripts/peers.sh installs them.
#include "end_to_end/program.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

#include <regex>

namespace slalom::test {
namespace {

using testing::HasSubstr;

const fs::path python = fs::path(test::source_folder()) / "build/peers/bin/python";
const fs::path compare_py = "/usr/share/benchmark/compare.py";

class Peers : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(python)) GTEST_SKIP() << "NOT TESTED: no cocopp and iohinspector here; scripts/peers.sh gets them";
  }
  TemporaryFolder folder;
};

TEST_F(Peers, ReadTheSameNumbersFromOurExports) {
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 5\nbudget: {evaluations: 400}\nrecord: {points: 30}\n"
        "targets: [1.0e+2, 1.0e+1, 1.0, 1.0e-1, 1.0e-4, 1.0e-8]\n"
        "problems: [{problem: bbob_f1, dimension: 5}, {problem: bbob_f8, dimension: 2}, {problem: rosenbrock, "
        "dimension: 3}, {problem: bbob_f101, dimension: 5}, {problem: bbob_large_f8, dimension: 80}]\n"
        "optimizers: [{optimizer: adam, learning_rate: 0.1}, {optimizer: sgd, learning_rate: 1.0e-3}, lbfgs]\n");
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path()).code, 0);
  for (const auto& [format, out] : {std::pair{"csv", "r/tables"}, {"coco", "coco"}, {"ioh", "ioh"}})
    ASSERT_EQ(slalom({"export", "r", "--format", format, "--out", out}, folder.path()).code, 0);
  const auto ended = command({python, test::tests_folder() + "/peers/exports.py", "r", "coco", "ioh"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  std::smatch compared;
  ASSERT_TRUE(std::regex_search(ended.out, compared, std::regex("([0-9]+) numbers compared, 0 differ")));
  EXPECT_GT(std::stoi(compared[1]), 250);
}

/// Runs the recipes of docs/reports.md for these tools by a Python that has what they need.
void expect_medians_of_the_report(const fs::path& interpreter, const std::vector<std::string>& tools,
                                  const fs::path& folder) {
  write(folder / "s.yaml",
        "suite: s\nseeds: 5\nbudget: {steps: 200}\nrecord: {points: 5}\n"
        "problems: [rosenbrock, {problem: quadratic, dimension: 3, condition: 10}]\n"
        "optimizers: [{optimizer: adam, learning_rate: 0.1}, {optimizer: sgd, learning_rate: 1.0e-4, label: slow}, "
        "{optimizer: sgd, learning_rate: 0.9, label: diverges}]\n");
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder).code, 0);
  ASSERT_EQ(slalom({"export", "r", "--format", "csv", "--out", "r/tables"}, folder).code, 0);
  std::vector<std::string> words{interpreter, test::tests_folder() + "/peers/recipes.py", folder / "r",
                                 test::source_folder() + "/docs/reports.md"};
  words.insert(words.end(), tools.begin(), tools.end());
  const auto ended = command(words, folder);
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  std::smatch compared;
  ASSERT_TRUE(
      std::regex_search(ended.out, compared, std::regex("([0-9]+) numbers compared, 0 differ; infinite: ([0-9])")));
  EXPECT_GE(std::stoul(compared[1]), 6 * tools.size());
  EXPECT_GE(std::stoi(compared[2]), 1) << "an optimizer diverges";
}

TEST_F(Peers, DocumentedRecipesGiveTheReportsMedians) {
  expect_medians_of_the_report(python, {"python", "sql"}, folder.path());
}

TEST(Recipe, ForRGivesTheReportsMedians) {
  const TemporaryFolder folder;
  if (command({"sh", "-c", "command -v Rscript"}, folder.path()).code != 0)
    GTEST_SKIP() << "NOT TESTED: there is no Rscript; scripts/bootstrap.sh --tests installs it";
  expect_medians_of_the_report("python3", {"r"}, folder.path());
}

TEST_F(Peers, GoogleBenchmarkComparesTwoOfOurs) {
  if (!fs::exists(compare_py)) GTEST_SKIP() << "NOT TESTED: no " << compare_py << "; libbenchmark-tools has it";
  for (const auto* file : {"a.json", "b.json"}) {
    const auto ended =
        slalom({"bench", "--benchmark_filter=^gradient/sphere$", "--benchmark_min_time=0.001",
                "--benchmark_repetitions=9", std::string("--benchmark_out=") + file, "--benchmark_out_format=json"},
               folder.path());
    ASSERT_EQ(ended.code, 0) << ended.err;
  }
  const auto ended = command({python, compare_py, "benchmarks", "a.json", "b.json"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("gradient/sphere_pvalue"));
  EXPECT_THAT(ended.out, HasSubstr("U Test, Repetitions: 9 vs 9"));
}

}  // namespace
}  // namespace slalom::test
