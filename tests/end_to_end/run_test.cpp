// slalom run: what is missing is run, kept and reported.
#include "end_to_end/stored.hpp"
#include "support/paths.hpp"

#include <csignal>
#include <map>
#include <thread>

namespace slalom::test {
namespace {

using store::Store;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Store open(const fs::path& folder) { return {folder, Store::Mode::read}; }

/// So many full places of a progress bar.
std::string bar(int places) {
  std::string text;
  for (int i = 0; i < places; ++i) text += "█";
  return text;
}

TEST(Validate, TellsThePlanAndRunsNothing) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small", "about: a small one\n"));
  const auto ended = slalom({"validate", "s.yaml"}, folder.path());
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("small: a small one"), HasSubstr("2 problems, 2 optimizers: 4 cases, 8 runs"),
                               HasSubstr("8 runs, 0 of them stored in results/small, 8 to run"), HasSubstr("about ")));
  EXPECT_FALSE(fs::exists(folder.path() / "results"));
}

TEST(Validate, TriesTheLeastRateOfAGridAlone) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "plugins");
  fs::copy(fs::path(test::build_folder()) / "tests/tune_witness.so", folder.path() / "plugins");
  write(folder.path() / "s.yaml", "suite: s\nseeds: 1\nbudget: {steps: 100}\nproblems: [{problem: witness, log: '" +
                                      (folder.path() / "log").string() + "'}]\n" +
                                      "optimizers: [{optimizer: descent, learning_rate: [0.3, 0.01, 0.4]}]\n");
  const auto ended = slalom({"validate", "s.yaml", "--plugin-path", "plugins", "--sandbox", "off"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  std::istringstream log(read(folder.path() / "log"));
  std::string what;
  double value = 0, last = 0;
  std::size_t starts = 0;
  for (; log >> what >> value; last = value) starts += what == "start" ? 1 : 0;
  EXPECT_EQ(starts, 1U);
  EXPECT_GT(std::abs(last), 1e-10) << "each step of the others takes more than half of w";
}

TEST(Validate, TellsAllMistakesWithTheirPlaces) {
  const TemporaryFolder folder;
  write(folder.path() / "a.yaml", small_suite("a", "bugdet: {steps: 1}\n"));
  write(folder.path() / "b.yaml", "suite: b\nseeds: 2\nbudget: {steps: 1}\nproblems: [two_wels]\noptimizers: [adm]\n");
  for (const auto* name : {"validate", "run"}) {
    const auto ended = slalom({name, "a.yaml", "b.yaml"}, folder.path());
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("3 mistakes"), HasSubstr("\na.yaml:7:1: "), HasSubstr("'budget'"),
                                 HasSubstr("\nb.yaml:4:12: "), HasSubstr("'two_wells'"), HasSubstr("\nb.yaml:5:14: "),
                                 HasSubstr("'adam'")));
  }
  EXPECT_FALSE(fs::exists(folder.path() / "results"));
}

TEST(Run, WhatDoesNotFitIsSkippedOnceAndIsNoFailure) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 2\nbudget: {steps: 20}\nproblems: [sphere, {problem: bounded, fits: 0}]\n"
        "optimizers: [sgd, {optimizer: skips, when: first}, {label: other, optimizer: skips, when: creation}]\n");
  const auto fixtures = fs::path(test::build_folder()) / "tests/fixtures";
  const auto first = slalom({"run", "s.yaml", "--plugin-path", fixtures.string()}, folder.path());
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("s: 12 runs, 12 new, 10 skipped\n"));
  EXPECT_THAT(first.err,
              AllOf(HasSubstr("slalom: skipped: skips on sphere, 2 runs: not this one\n"),
                    HasSubstr("slalom: skipped: other on sphere, 2 runs: no room for 2 variables\n"),
                    HasSubstr("on bounded and 2 other pairs, 6 runs: it cannot be\n"), Not(HasSubstr("failed"))));
  const auto report = read(folder.path() / "results/s/report.md");
  EXPECT_THAT(report, AllOf(HasSubstr("2 finished, 10 skipped"), HasSubstr("not this one"), HasSubstr("it cannot be")));
  const auto again = slalom({"run", "s.yaml", "--plugin-path", fixtures.string()}, folder.path());
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("s: 12 runs, 0 new\n"));
}

TEST(Run, DryRunRunsNothing) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small"));
  const auto ended = slalom({"run", "s.yaml", "--dry-run", "--seeds", "5"}, folder.path());
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("20 runs, 0 of them stored in results/small, 20 to run"));
  EXPECT_FALSE(fs::exists(folder.path() / "results"));
}

TEST(Run, RunsOnlyWhatIsMissing) {
  const TemporaryFolder folder;
  const auto suite = folder.path() / "s.yaml";
  write(suite, small_suite("small"));
  const auto first = slalom({"run", "s.yaml"}, folder.path());
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("small: 8 runs, 8 new\n"));
  const auto done = open(folder.path() / "results/small").done();
  EXPECT_EQ(done.size(), 8U);

  const auto stored = read(folder.path() / "results/small/results.sqlite");
  const auto second = slalom({"run", "s.yaml"}, folder.path());
  EXPECT_EQ(second.code, 0);
  EXPECT_THAT(second.out, HasSubstr("small: 8 runs, 0 new\n"));
  EXPECT_TRUE(read(folder.path() / "results/small/results.sqlite") == stored);

  EXPECT_THAT(slalom({"run", "s.yaml", "--seeds", "3"}, folder.path()).out, HasSubstr("small: 12 runs, 4 new\n"));
  write(suite, small_suite("small", "precision: float64\n"));
  EXPECT_THAT(slalom({"run", "s.yaml"}, folder.path()).out, HasSubstr("small: 8 runs, 0 new\n"));
  EXPECT_THAT(slalom({"run", "s.yaml", "--fresh"}, folder.path()).out, HasSubstr("small: 8 runs, 8 new\n"));
  EXPECT_EQ(open(folder.path() / "results/small").done().size(), 12U);
}

TEST(Run, WritesTheReportWhenSomethingChanged) {
  const TemporaryFolder folder;
  const auto suite = folder.path() / "s.yaml", report = folder.path() / "results/small/report.md";
  write(suite, small_suite("small"));
  EXPECT_THAT(slalom({"run", "s.yaml"}, folder.path()).out, HasSubstr("report: results/small/report.md\n"));
  EXPECT_THAT(read(report), AllOf(HasSubstr("momentum"), HasSubstr("slalom run s.yaml")));
  EXPECT_TRUE(Json::accept(read(folder.path() / "results/small/report.json")));

  write(report, "untouched\n" + read(report));
  EXPECT_THAT(slalom({"run", "s.yaml"}, folder.path()).out,
              HasSubstr("report: results/small/report.md\npage:   results/small/report.html\n"));
  EXPECT_THAT(read(report), StartsWith("untouched\n"));
  write(suite, small_suite("small", "about: another purpose\n"));
  EXPECT_EQ(slalom({"run", "s.yaml"}, folder.path()).code, 0);
  EXPECT_THAT(read(report), HasSubstr("another purpose"));
  fs::remove(report);
  EXPECT_EQ(slalom({"run", "s.yaml"}, folder.path()).code, 0);
  EXPECT_TRUE(fs::exists(report));
}

#ifndef SLALOM_SANITIZED  // sanitizers bring an allocator of their own
TEST(Run, TellsTheMemoryThatAnOptimizerTakesForAnyNumberOfThreads) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 8\nbudget: {steps: 20}\nproblems: [{problem: sphere, dimension: 1000}]\n"
        "optimizers: [sgd, adam]\n");
  ASSERT_EQ(slalom({"run", "s.yaml", "--jobs", "4"}, folder.path()).code, 0);
  const auto json = Json::parse(read(folder.path() / "results/s/report.json"));
  for (const auto& o : json.at("experiments")[0].at("problems")[0].at("optimizers")) {
    const auto& bytes = o.at("bytes_per_parameter");
    EXPECT_EQ(bytes.at("count"), 8);
    EXPECT_NEAR(bytes.at("best").get<double>(), bytes.at("worst").get<double>(), 0.5)
        << "whatever other threads allocate, but for how the heap rounds up";
    const double vectors = o.at("label") == "adam" ? 3 : 1;  // the gradient, and adam's means
    EXPECT_NEAR(bytes.at("median").get<double>(), vectors * sizeof(double), 0.8);
  }
}
#endif

TEST(Run, LeavesADamagedStoreAlone) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small"));
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r"}, folder.path()).code, 0);
  const std::string damage =
      "this is no database, and it is longer than the head of one: 100 bytes or so are needed for it";
  write(folder.path() / "r/results.sqlite", damage);
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"run", "s.yaml", "--out", "r"}, {"report", "r"}, {"replay", "r", "00"}}) {
    const auto ended = slalom(arguments, folder.path());
    EXPECT_EQ(ended.code, 4) << arguments[0];
    EXPECT_THAT(ended.err, HasSubstr("r/results.sqlite"));
  }
  EXPECT_EQ(read(folder.path() / "r/results.sqlite"), damage);
}

TEST(Run, StoresPlanAndProvenance) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small"));
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "a b"}, folder.path()).code, 0);
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "a b", "--seeds", "3"}, folder.path()).code, 0);
  const auto store = open(folder.path() / "a b");
  const auto plans = store.plans();
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].text, small_suite("small"));
  EXPECT_EQ(plans[0].runs.size(), 12U);
  const auto provenance = store.provenance().at(0);
  EXPECT_EQ(provenance.at("command"), "slalom run s.yaml --out 'a b' --seeds 3");
  EXPECT_EQ(provenance.at("runs"), 4);
  EXPECT_EQ(provenance.at("plugins").at("sgd.so").at("hash"), plans[0].cases.at(0).optimizer.plugin_hash);
  EXPECT_FALSE(provenance.at("machine").at("processor").get<std::string>().empty());
  EXPECT_FALSE(provenance.at("program").at("compiler").get<std::string>().empty());
  EXPECT_LE(provenance.at("started"), provenance.at("ended"));
  EXPECT_EQ(provenance.at("earlier").at(0).at("command"), "slalom run s.yaml --out 'a b'");
  EXPECT_EQ(provenance.at("earlier").at(0).at("runs"), 8);
}

TEST(Run, SeveralSuitesHaveFoldersOfTheirOwnOrShareOne) {
  const TemporaryFolder folder;
  write(folder.path() / "a.yaml", small_suite("a"));
  write(folder.path() / "b.yaml", small_suite("b"));
  const auto apart = slalom({"run", "a.yaml", "b.yaml"}, folder.path());
  EXPECT_EQ(apart.code, 0);
  EXPECT_EQ(open(folder.path() / "results/a").plans().size(), 1U);
  EXPECT_EQ(open(folder.path() / "results/b").plans().size(), 1U);

  const auto together = slalom({"run", "a.yaml", "b.yaml", "--out", "both"}, folder.path());
  EXPECT_EQ(together.code, 0);
  EXPECT_THAT(together.out, AllOf(HasSubstr("a: 8 runs, 8 new\n"), HasSubstr("b: 8 runs, 0 new\n")));
  EXPECT_EQ(open(folder.path() / "both").plans().size(), 2U);

  const auto same_name = slalom({"run", "a.yaml", "a.yaml"}, folder.path());
  EXPECT_EQ(same_name.code, 2);
  EXPECT_THAT(same_name.err, HasSubstr("two suites are named 'a'"));
}

TEST(Run, FailedRunsAreReportedAndTriedAgain) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 2\nbudget: {steps: 9}\nproblems: [two_wells]\n"
        "optimizers: [sgd, fails_later]\n");
  const auto fixtures = (fs::path(test::build_folder()) / "tests" / "fixtures").string();
  for (const auto* said : {"s: 4 runs, 4 new, 2 failed\n", "s: 4 runs, 2 new, 2 failed\n"}) {
    const auto ended = slalom({"run", "s.yaml", "--plugin-path", fixtures}, folder.path());
    EXPECT_EQ(ended.code, 3);
    EXPECT_THAT(ended.out, HasSubstr(said));
    EXPECT_THAT(ended.err, HasSubstr("fails_later on two_wells, 2 runs: no descent direction"));
    EXPECT_THAT(read(folder.path() / "results/s/report.md"), HasSubstr("no descent direction"));
  }
}

TEST(Run, ProgressIsABarOnATerminalOnly) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small"));
  EXPECT_THAT(slalom({"run", "s.yaml"}, folder.path()).err, AllOf(Not(HasSubstr("\r")), Not(HasSubstr("\033"))));
  const auto on_a_terminal = [&](const std::string& options) {
    return command({"script", "-qec", program().string() + " run s.yaml --fresh" + options, "/dev/null"}, folder.path())
        .out;
  };
  EXPECT_THAT(on_a_terminal(""), AllOf(HasSubstr("\r" + bar(30) + " 8/8 runs  "), HasSubstr(" runs/s  "),
                                       HasSubstr(" left"), Not(HasSubstr("failed"))));
  EXPECT_THAT(on_a_terminal(" --quiet"), Not(HasSubstr("8/8")));

  write(folder.path() / "s.yaml",
        "suite: small\nseeds: 2\nbudget: {steps: 9}\nproblems: [two_wells]\noptimizers: [sgd, fails_later]\n");
  EXPECT_THAT(on_a_terminal(" --plugin-path " + test::build_folder() + "/tests/fixtures"),
              AllOf(HasSubstr("4/4 runs"), HasSubstr("left  2 failed")));
}

TEST(Run, FreshDoesNotReplaceAResultByAFailure) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small"));
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "r"}, folder.path()).code, 0);
  const auto again = slalom({"run", "s.yaml", "--out", "r", "--fresh", "--timeout", "1e-9"}, folder.path());
  const auto store = open(folder.path() / "r");
  EXPECT_EQ(store.done().size(), 8U) << again.err;
}

TEST(Run, OtherDataAreOtherRuns) {
  const TemporaryFolder folder;
  const auto data = read(test::build_folder() + "/data/breast_cancer.csv");
  write(folder.path() / "mine.csv", data);
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 2\nbudget: {steps: 5}\noptimizers: [sgd]\nproblems:\n"
        "  - two_wells\n  - {problem: logistic_regression, data: " +
            (folder.path() / "mine").string() + "}\n");
  const auto again = [&] { return slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path()).out; };
  EXPECT_THAT(again(), HasSubstr("4 runs, 4 new"));
  EXPECT_THAT(again(), HasSubstr("4 runs, 0 new"));
  const auto half = data.rfind('\n', data.size() / 2);
  write(folder.path() / "mine.csv", data.substr(0, half + 1));
  EXPECT_THAT(again(), HasSubstr("4 runs, 2 new"));
  EXPECT_EQ(open(folder.path() / "r").done().size(), 6U);
}

TEST(Run, ASuiteThatShipsRunsWithoutFailures) {
  const TemporaryFolder folder;
  const auto ended = slalom({"run", test::source_folder() + "/suites/smoke.yaml", "--out", "r"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto store = open(folder.path() / "r");
  const auto plan = store.plans().at(0);
  EXPECT_EQ(store.done().size(), plan.runs.size());
  for (const auto& id : store.done()) EXPECT_NE(store.find(id)->status, run::Status::diverged);
  const auto report = read(folder.path() / "r/report.md");
  for (const auto& experiment : plan.experiments) EXPECT_THAT(report, HasSubstr(experiment.name));
  for (const auto& c : plan.cases) {
    EXPECT_THAT(report, HasSubstr("| " + c.optimizer.label)) << "a row of a table";
    EXPECT_THAT(report, HasSubstr(c.problem.label));
  }
  EXPECT_THAT(report, Not(HasSubstr("{{")));
}

TEST(Validate, NamesCasesThatWouldFailAndSurvivesThem) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 1\nbudget: {steps: 9}\nproblems: [two_wells]\noptimizers: [sgd, fails_later]\n");
  for (const auto& words : {std::vector<std::string>{"validate", "s.yaml"}, {"run", "s.yaml", "--dry-run"}}) {
    auto arguments = words;
    arguments.insert(arguments.end(), {"--plugin-path", test::build_folder() + "/tests/fixtures"});
    const auto ended = slalom(arguments, folder.path());
    EXPECT_EQ(ended.code, 3);
    EXPECT_THAT(ended.out, HasSubstr("2 runs"));
    EXPECT_THAT(ended.err, HasSubstr("s: would fail: fails_later on two_wells: no descent direction"));
  }
}

TEST(Run, NumbersOfJobsGiveTheSameResults) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small"));
  for (const auto* jobs : {"1", "2"})
    ASSERT_EQ(slalom({"run", "s.yaml", "--jobs", jobs, "--out", jobs}, folder.path()).code, 0);
  expect_same_runs(folder.path() / "1", folder.path() / "2", 8);
}

TEST(Run, AWorkerGivesTheSameBitsAsThisProcess) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small", "record: {trajectory: true}\n"));
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "worker"}, folder.path()).code, 0);
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "here", "--in-process"}, folder.path()).code, 0);
  expect_same_runs(folder.path() / "worker", folder.path() / "here", 8);
}

TEST(Run, PluginsInCAndByAnotherCompilerRunBesideOurs) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: foreign\nseeds: 2\nbudget: {steps: 50}\nproblems: [two_wells]\n"
        "optimizers: [{optimizer: sgd, learning_rate: 0.01}, {optimizer: plain_c, learning_rate: 0.01},\n"
        "             {optimizer: by_clang, learning_rate: 0.01}]\n");
  const auto fixtures = fs::path(test::build_folder()) / "tests/fixtures";
  const auto ended = slalom({"run", "s.yaml", "--plugin-path", fixtures.string()}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto store = open(folder.path() / "results/foreign");
  const auto plan = store.plans().at(0);
  ASSERT_EQ(plan.runs.size(), 6U);
  std::map<std::uint64_t, std::vector<run::RunRecord>> of_seed;
  for (const auto& run : plan.runs) of_seed[run.seed].push_back(store.find(run.id).value());
  for (const auto& [seed, runs] : of_seed)
    for (const auto& r : runs) {
      EXPECT_EQ(r.status, run::Status::finished) << r.reason;
      EXPECT_EQ(r.evaluations, 50U);
      EXPECT_NEAR(r.points.back().loss, runs.front().points.back().loss, 1e-12) << "seed " << seed;
    }
}

TEST(Run, AnInterruptedSuiteGoesOnWhereItStopped) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small",
                                              "experiments:\n  - name: long\n    seeds: 200\n"
                                              "    budget: {steps: 200000}\n"));
  Process process({program().string(), "run", "s.yaml"}, folder.path());
  const auto stored = [&] { return stored_runs(folder.path() / "results/small"); };
  while (stored() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  process.signal(SIGINT);
  const auto ended = process.wait();
  EXPECT_EQ(ended.code, 130);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("interrupted after "), HasSubstr("to continue: slalom run s.yaml")));
  const auto kept = stored();
  ASSERT_GT(kept, 0U);
  ASSERT_LT(kept, 800U);

  // Far fewer seeds, so that the test ends soon: what was kept is not run again.
  const auto dry = slalom({"run", "s.yaml", "--dry-run"}, folder.path());
  EXPECT_THAT(dry.out, HasSubstr(std::to_string(kept) + " of them stored in results/small, " +
                                 std::to_string(800 - kept) + " to run"));
}

TEST(Export, OfARealRunIsComplete) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("small", "record: {points: 5, spacing: even, trajectory: true}\n"));
  ASSERT_EQ(slalom({"run", "s.yaml"}, folder.path()).code, 0);
  const auto ended = slalom({"export", "results/small", "--format", "csv", "--out", "out"}, folder.path());
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.err, IsEmpty());
  const auto lines = [&](const char* file) {
    const auto text = read(folder.path() / "out" / file);
    return std::count(text.begin(), text.end(), '\n');
  };
  EXPECT_EQ(lines("runs.csv"), 1 + 8);
  EXPECT_EQ(lines("targets.csv"), 1 + 8);
  EXPECT_EQ(lines("trace.csv"), lines("trajectory.csv"));
  EXPECT_THAT(read(folder.path() / "out/trajectory.csv"), testing::StartsWith("run,step,w0,w1,w2\r\n"));
  EXPECT_EQ(slalom({"export", "results/small", "--format", "json", "--out", "out"}, folder.path()).code, 0);
  EXPECT_EQ(Json::parse(read(folder.path() / "out/results.json")).at("runs").size(), 8U);
}

}  // namespace
}  // namespace slalom::test
