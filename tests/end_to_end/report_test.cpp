// slalom report: of one folder, of several, by a template of the user's own.
#include "end_to_end/program.hpp"
#include "end_to_end/stored.hpp"
#include "run/record.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace slalom::test {
namespace {

using namespace std::chrono_literals;

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(Report, OfOneFolderOrOfSeveral) {
  const TemporaryFolder folder;
  for (const std::string name : {"a", "b"}) {
    write(folder.path() / (name + ".yaml"), small_suite(name));
    ASSERT_EQ(slalom({"run", name + ".yaml"}, folder.path()).code, 0);
  }
  fs::remove(folder.path() / "results/a/report.md");
  EXPECT_EQ(slalom({"report", "results/a"}, folder.path()).code, 0);
  EXPECT_TRUE(fs::exists(folder.path() / "results/a/report.md"));
  const auto both = slalom({"report", "results/a", "results/b", "--out", "both"}, folder.path());
  EXPECT_EQ(both.code, 0) << both.err;
  EXPECT_THAT(both.out, HasSubstr("report: both/report.md"));
  const auto json = Json::parse(read(folder.path() / "both/report.json"));
  EXPECT_EQ(json.at("suites").size(), 2U);
}

TEST(Report, PutsFoldersOfTheSameSuiteTogetherIfTheyAreComparable) {
  const TemporaryFolder folder;
  const auto suite = [&](const std::string& out, const std::string& optimizer, const std::string& steps) {
    write(folder.path() / "s.yaml", "suite: s\nseeds: 2\nbudget: {steps: " + steps +
                                        "}\nproblems: [two_wells]\noptimizers: [" + optimizer + "]\n");
    ASSERT_EQ(slalom({"run", "s.yaml", "--out", out}, folder.path()).code, 0);
  };
  suite("mine", "sgd", "50");
  suite("yours", "{optimizer: sgd, learning_rate: 0.02}, adam", "50");
  suite("longer", "adam", "60");
  const auto both = slalom({"report", "mine", "yours", "--out", "both"}, folder.path());
  EXPECT_EQ(both.code, 0) << both.err;
  EXPECT_THAT(both.err, HasSubstr("mine and yours differ in the learning rate of sgd;"));
  const auto json = Json::parse(read(folder.path() / "both/report.json"));
  ASSERT_EQ(json.at("experiments").size(), 1U);
  EXPECT_EQ(json.at("experiments")[0].at("problems")[0].at("optimizers").size(), 3U);
  EXPECT_THAT(read(folder.path() / "both/report.md"), AllOf(HasSubstr("sgd (mine)"), HasSubstr("sgd (yours)")));

  const auto not_comparable = slalom({"report", "mine", "longer", "--out", "no"}, folder.path());
  EXPECT_EQ(not_comparable.code, 2);
  EXPECT_THAT(not_comparable.err, HasSubstr("s, two_wells: the budget is 50 steps in mine, 60 steps in longer"));
  EXPECT_FALSE(fs::exists(folder.path() / "no"));
}

TEST(Report, OfAFolderThatIsBeingWrittenIsAPageThatLoadsItselfAgain) {
  const TemporaryFolder folder;
  const auto page = folder.path() / "results/s/report.html";
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 10\nbudget: {cpu_seconds: 0.5}\nproblems: [two_wells]\noptimizers: [sgd]\n");
  Process run({program().string(), "run", "s.yaml", "--live", "--jobs", "1"}, folder.path());
  for (int tries = 0; tries < 3000 && stored_runs(folder.path() / "results/s") == 0; ++tries)
    std::this_thread::sleep_for(20ms);
  run.signal(SIGSTOP);  // it is not to end before others have looked: the page's process has a low priority
  for (int tries = 0; tries < 3000 && !fs::exists(page); ++tries) std::this_thread::sleep_for(20ms);
  ASSERT_TRUE(fs::exists(page));
  EXPECT_THAT(read(page), AllOf(HasSubstr("The suite was still running"), HasSubstr("<meta name=\"live\"")));
  EXPECT_FALSE(fs::exists(folder.path() / "results/s/report.md"));
  const auto meanwhile = slalom({"report", "results/s"}, folder.path());
  EXPECT_EQ(meanwhile.code, 0) << meanwhile.err;
  EXPECT_THAT(read(folder.path() / "results/s/report.md"), HasSubstr("missing"));
  run.signal(SIGCONT);
  const auto ended = run.wait();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(read(page), Not(HasSubstr("The suite was still running")));
  EXPECT_THAT(read(folder.path() / "results/s/report.md"), HasSubstr("10 finished"));
}

/// The first code block of that language.
std::string example(const fs::path& page, const std::string& language) {
  const auto text = read(page);
  const auto from = text.find("```" + language + "\n") + language.size() + 4;
  return text.substr(from, text.find("```", from) - from);
}

TEST(Report, ByATemplateOfTheUsersOwn) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("s"));
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r"}, folder.path()).code, 0);
  write(folder.path() / "ranks.md.mustache", example(test::source_folder() + "/docs/reports.md", "mustache"));
  const auto ended = slalom({"report", "r", "--template", "ranks.md.mustache"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("# s\n"), HasSubstr("## two_wells\n"), HasSubstr("1. momentum: 0."),
                               HasSubstr("2. sgd: 2.")));

  write(folder.path() / "wrong.mustache", "\n{{#title}}");
  const auto wrong = slalom({"report", "r", "--template", "wrong.mustache"}, folder.path());
  EXPECT_EQ(wrong.code, 2);
  EXPECT_EQ(wrong.err, "slalom: wrong.mustache:2:1: Unclosed section \"title\"\n");
  EXPECT_EQ(slalom({"report", "r", "--template", "nowhere"}, folder.path()).code, 2);
  EXPECT_EQ(slalom({"report", "r", "--template", "wrong.mustache", "--out", "o"}, folder.path()).code, 2);
}

}  // namespace
}  // namespace slalom::test
