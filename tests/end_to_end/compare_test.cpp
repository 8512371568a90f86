// slalom compare and the exports, as a user calls them.
#include "end_to_end/program.hpp"

#include <gmock/gmock.h>

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
  const auto worse = compare({"a", "b", "--time-tolerance", "1000%"});
  EXPECT_EQ(worse.code, 1);
  EXPECT_THAT(worse.out, HasSubstr("WORSE"));
  EXPECT_THAT(worse.out, HasSubstr("B is worse."));
  const auto better = compare({"b", "a", "--json", "--time-tolerance", "1000%"});
  EXPECT_EQ(better.code, 0);
  EXPECT_THAT(better.out, HasSubstr("\"verdict\": \"better\""));
}

TEST_F(CompareCommand, WrongRequestsSayWhatWouldBeRight) {
  EXPECT_EQ(compare({"a"}).code, 2);
  const auto metric = compare({"a", "b", "--metric", "speed"});
  EXPECT_EQ(metric.code, 2);
  EXPECT_THAT(metric.err, HasSubstr("no problem has the metric 'speed'; there are always score, final_loss"));
  EXPECT_EQ(compare({"a", "b", "--tolerance", "5"}).code, 2) << "which is 500 %";
  const auto tolerance = compare({"a", "b", "--tolerance", "much"});
  EXPECT_EQ(tolerance.code, 2);
  EXPECT_THAT(tolerance.err, HasSubstr("--tolerance is 'much', which is no share; right would be 1% or 0.01"));
  EXPECT_EQ(compare({"a", "nowhere"}).code, 4);
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
