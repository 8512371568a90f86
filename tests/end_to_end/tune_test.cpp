// A suite that tunes: trials first, then what is reported.
#include "end_to_end/stored.hpp"

#include <fmt/format.h>

#include <csignal>
#include <thread>

namespace slalom::test {
namespace {

using store::Store;
using testing::AllOf;
using testing::HasSubstr;

constexpr std::size_t trial_runs = 2 * 2 * (1 + 5) * 3, reported_runs = 2 * 2 * 2;  // problems × optimizers × …

std::string tuned_suite(const std::string& steps = "50") {
  return small_suite("small", "tune: {trials: 5}\nexperiments: [{name: e, budget: {steps: " + steps + "}}]\n");
}

void expect_same(const fs::path& a, const fs::path& b) {
  expect_same_runs(a, b, trial_runs + reported_runs);
  EXPECT_EQ(Store(a, Store::Mode::read).plans(), Store(b, Store::Mode::read).plans());
}

TEST(Tune, RunsTrialsAndThenTheChosenSettings) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", tuned_suite());
  const auto validated = slalom({"validate", "s.yaml"}, folder.path());
  EXPECT_THAT(validated.out,
              AllOf(HasSubstr("4 cases, 8 runs, and 72 to tune"), HasSubstr("80 runs, 0 of them stored")));

  const auto first = slalom({"run", "s.yaml", "--verify", "5"}, folder.path());
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, AllOf(HasSubstr("small: 80 runs, 80 new\n"), HasSubstr("repeated 5 stored runs: the same")));
  const auto report = read(folder.path() / "results/small/report.md");
  EXPECT_THAT(report, AllOf(HasSubstr("5 trials by random search, 3 seeds each"), HasSubstr("Ranks by tuning effort"),
                            HasSubstr("learning_rate: ")));

  EXPECT_THAT(slalom({"run", "s.yaml"}, folder.path()).out, HasSubstr("small: 80 runs, 0 new\n"));
  EXPECT_THAT(slalom({"validate", "s.yaml"}, folder.path()).out, HasSubstr("80 runs, 80 of them stored"));
  EXPECT_THAT(slalom({"run", "s.yaml", "--trials", "6"}, folder.path()).out, HasSubstr("small: 92 runs, "));

  ASSERT_EQ(slalom({"export", "results/small", "--format", "csv", "--out", "csv"}, folder.path()).code, 0);
  EXPECT_THAT(read(folder.path() / "csv/runs.csv"), AllOf(HasSubstr(",phase,trial\r\n"), HasSubstr(",tuning,4\r\n"),
                                                          HasSubstr(",tuning,\r\n"), HasSubstr(",report,")));
}

TEST(Tune, NumbersOfJobsGiveTheSameChoice) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", tuned_suite());
  for (const auto* jobs : {"1", "2"})
    ASSERT_EQ(slalom({"run", "s.yaml", "--jobs", jobs, "--out", jobs}, folder.path()).code, 0);
  expect_same(folder.path() / "1", folder.path() / "2");
}

TEST(Tune, KilledAmongItsTrialsGoesOnToTheSameChoice) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", tuned_suite("1000000"));
  {
    Process process({program().string(), "run", "s.yaml", "--out", "killed"}, folder.path());
    const auto stored = [&] { return stored_runs(folder.path() / "killed"); };
    while (stored() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    process.signal(SIGKILL);
    process.wait();
    ASSERT_LT(stored(), trial_runs);
  }
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "killed"}, folder.path()).code, 0);
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "whole"}, folder.path()).code, 0);
  expect_same(folder.path() / "killed", folder.path() / "whole");
}

TEST(Tune, HalvingIsReportedToo) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small", "tune: {trials: 9, search: halving, seeds: 1}\n"));
  const auto ended = slalom({"run", "s.yaml"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("small: 168 runs, 168 new\n"));  // 4 × ((1 + 27 + 9 + 3) × 1 + 2)
  EXPECT_THAT(read(folder.path() / "results/small/report.md"), HasSubstr("9 trials by halving, 1 seed each"));
}

// Seeds are added, for tuned optimizers and for others, until the one is told from the other.
TEST(Tune, InShardsItIsTheWhole) {
  for (const auto* search : {"random", "halving"}) {
    const TemporaryFolder folder;
    write(folder.path() / "s.yaml", small_suite("small", fmt::format("tune: {{trials: 5, search: {}}}\n", search)));
    ASSERT_EQ(slalom({"run", "s.yaml", "--out", "whole"}, folder.path()).code, 0);
    std::vector<std::string> words{"merge"};
    std::size_t dry = 0;
    for (const auto* index : {"1", "2", "3"}) {
      const auto shard = fmt::format("{}/3", index);
      const auto validated = slalom({"run", "s.yaml", "--shard", shard, "--dry-run"}, folder.path());
      const auto ended = slalom({"run", "s.yaml", "--shard", shard, "--out", index}, folder.path());
      EXPECT_EQ(ended.code, 0) << ended.err;
      EXPECT_THAT(validated.out, HasSubstr(fmt::format("{} runs, 0 of them", stored_runs(folder.path() / index))));
      dry += stored_runs(folder.path() / index);
      words.emplace_back(index);
    }
    EXPECT_EQ(dry, stored_runs(folder.path() / "whole")) << "nothing is run twice";
    words.insert(words.end(), {"--out", "merged"});
    EXPECT_EQ(slalom(words, folder.path()).code, 0);
    expect_same_runs(folder.path() / "merged", folder.path() / "whole", dry);
    EXPECT_EQ(Store(folder.path() / "merged", Store::Mode::read).plans(),
              Store(folder.path() / "whole", Store::Mode::read).plans());
    EXPECT_THAT(slalom({"run", "s.yaml", "--out", "merged"}, folder.path()).out, HasSubstr(" 0 new"));
  }
}

// One shard alone has all that its own studies lead to, and another one may come later.
TEST(Tune, AMissingShardMayComeLater) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", tuned_suite());
  for (const auto* index : {"1", "2"})
    ASSERT_EQ(slalom({"run", "s.yaml", "--shard", fmt::format("{}/2", index), "--out", index}, folder.path()).code, 0);
  const auto half = slalom({"merge", "1", "--out", "merged"}, folder.path());
  EXPECT_EQ(half.code, 3);
  EXPECT_THAT(half.err, HasSubstr("shard 2/2 is missing"));
  EXPECT_EQ(slalom({"merge", "2", "--out", "merged"}, folder.path()).code, 0);
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "whole"}, folder.path()).code, 0);
  expect_same(folder.path() / "merged", folder.path() / "whole");
}

TEST(Seeds, AreAddedInRoundsUntilTheBestIsSeparated) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nbudget: {steps: 20}\nproblems: [{problem: quadratic, dimension: 3, condition: 10}]\noptimizers:\n"
        "  - {optimizer: sgd, learning_rate: 0.01}\n  - {optimizer: sgd, label: twin, learning_rate: 0.0100001}\n"
        "  - {optimizer: adagrad, tune: {trials: 3}}\n");
  const auto ended = slalom({"run", "s.yaml", "--seeds", "auto:20"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto plan = Store(folder.path() / "results/s", Store::Mode::read).plans().at(0);
  std::size_t reported = 0;
  for (const auto& run : plan.runs) reported += plan.cases.at(run.case_index).phase == suite::Phase::report ? 1 : 0;
  EXPECT_THAT(reported, testing::AnyOf(30U, 60U));
  EXPECT_THAT(read(folder.path() / "results/s/report.md"), HasSubstr("Seeds were added in rounds, up to 20"));
  EXPECT_THAT(slalom({"run", "s.yaml", "--seeds", "auto:20"}, folder.path()).out, HasSubstr(", 0 new\n"));
  const auto wrong = slalom({"run", "s.yaml", "--seeds", "auto:0"}, folder.path());
  EXPECT_EQ(wrong.code, 2);
}

TEST(Tune, SaysWhatCannotBe) {
  const TemporaryFolder folder;
  write(folder.path() / "v.yaml", small_suite("v", "tune: {trials: 2, on: validation_loss}\n"));
  const auto validation = slalom({"run", "v.yaml"}, folder.path());
  EXPECT_EQ(validation.code, 2);
  EXPECT_THAT(validation.err, HasSubstr("needs examples that"));
}

}  // namespace
}  // namespace slalom::test
