// Whatever a plugin does, it costs its own runs only: those around it give the same bits as ever, and it is named with
// its reason.
#include "faults/suite.hpp"
#include "loader/text.hpp"
#include "process/sandbox.hpp"
#include "run/pack.hpp"
#include "support/paths.hpp"
#include "worker/control_group.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using run::RunRecord;
using run::Status;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Matcher;
using testing::Not;
using testing::StartsWith;

struct Fault {
  const char* optimizer;
  Status status;
  Matcher<const std::string&> reason;
  Matcher<const std::string&> output = IsEmpty();
  std::vector<std::string> options = {};
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.optimizer; }

class PluginFault : public testing::TestWithParam<Fault> {};

TEST_P(PluginFault, CostsItsOwnRunsOnly) {
  const auto& fault = GetParam();
  const TemporaryFolder folder;
  const auto ended = run_suite(folder.path(), suite_with(fault.optimizer), fault.options);
  EXPECT_EQ(ended.code, fault.status == Status::failed ? 3 : 0) << ended.err;
  expect_other_runs_unaffected(folder.path());
  EXPECT_THAT(processes_in(folder.path()), IsEmpty());
  const auto culprits = records_of(folder.path(), fault.optimizer);
  EXPECT_EQ(culprits.size(), 6U);
  for (const auto& record : culprits) {
    EXPECT_EQ(record.status, fault.status) << record.reason;
    EXPECT_THAT(record.reason, fault.reason);
    EXPECT_THAT(record.output, fault.output);
  }
}

const std::vector<std::string> half_a_second{"--timeout", "0.5"};
const std::vector<std::string> a_second{"--timeout", "1", "--jobs", "2"};
const auto finished = Status::finished, failed = Status::failed;

const std::vector<Fault> faults{
    Fault{"segfault", failed, "segmentation fault (SIGSEGV) in step 7"},
    Fault{"aborts", failed, "aborted (SIGABRT) in step 7", HasSubstr("about to abort")},
    Fault{"double_free", failed, "aborted (SIGABRT) in step 7", HasSubstr("double free")},
    Fault{"stack_overflow", failed, "segmentation fault (SIGSEGV) in step 7"},
    Fault{"divides_by_zero", failed, "floating point exception (SIGFPE) in step 7"},
    Fault{"hangs", failed, "no end within 0.5 s, in step 7", IsEmpty(), half_a_second},
    Fault{"hangs_in_create", failed, "no end within 0.5 s, before the first step", IsEmpty(), half_a_second},
    Fault{"exits", failed, "a plugin ended the process with exit code 0 in step 7"},
    Fault{"exits_at_once", failed, "a plugin ended the process with exit code 0 in step 7"},
    Fault{"throws", failed, "no descent direction", "a word before it throws\n"},
    Fault{"throws_a_number", failed, HasSubstr("not a std::exception")},
    Fault{"takes_100_gb", failed, "out of memory: more than 500 MB", IsEmpty(), {"--memory", "500"}},
    Fault{"takes_110_mb", failed, "out of memory: more than 100 MB", IsEmpty(), {"--memory", "100"}},
    Fault{"takes_90_mb", finished, "budget used up", IsEmpty(), {"--memory", "100"}},
    Fault{"maps_memory", failed, StartsWith("out of memory: more than 100 MB"), IsEmpty(), {"--memory", "100"}},
    Fault{"leaks", failed, "out of memory: more than 100 MB", IsEmpty(), {"--memory", "100"}},
    Fault{"closes_all", failed, HasSubstr("a plugin closed descriptors that are not its own")},
    Fault{"scribbles", finished, "budget used up"},
    Fault{"forges", failed, "something else was written among the records"},
    Fault{"prints", finished, "budget used up", "printf cout cerr\n"},
    Fault{"shouts", failed, StartsWith("\\x1b[31m=red\\x1b[0m \\xc2\\x9b \\xff\\xfe <b>&]]> xxx"),
          AllOf(StartsWith("…xxx"), EndsWith("x\\x1b the end"))},
    Fault{"rounds", finished, "budget used up"},
    Fault{"handles_signals", finished, "budget used up"},
    Fault{"moves", finished, "budget used up"},
    Fault{"starts_threads", finished, "budget used up"},
    Fault{"stops", failed, "no end within 1 s, in step 7", IsEmpty(), a_second},
    Fault{"reads_terminal", finished, "budget used up"},
    Fault{"hides_and_hangs", failed, HasSubstr("no end within 1 s, "), IsEmpty(), a_second},
    Fault{"blames_all", failed, HasSubstr("no end within 1 s, "), IsEmpty(), a_second},
    Fault{"hangs_in_workers", failed, "no end within 1 s, while its plugins were loaded", IsEmpty(), a_second},
    Fault{"writes_nan", Status::diverged, HasSubstr("not finite")},
    Fault{"writes_infinity", Status::diverged, HasSubstr("not finite")},
    Fault{"writes_beyond", failed, HasSubstr("it wrote outside of w, in step ")},
    Fault{"writes_before", failed, HasSubstr("it wrote outside of w, in step ")},
    Fault{"keeps_w", finished, "budget used up"},
    Fault{"idles", finished, "budget used up"}};

/// Everything that is made of it: terminal, report, exports and store.
TEST(TextOfPlugins, IsTextOfLimitedSizeEverywhere) {
  const TemporaryFolder folder;
  const auto ended =
      run_suite(folder.path(), "suite: s\nseeds: 1\nbudget: {steps: 9}\nproblems: [booth]\noptimizers: [shouts]\n");
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("\\x1b[31m=red"));
  EXPECT_LT(ended.err.size(), 10'000U);
  for (const auto* format : {"csv", "json"})
    EXPECT_EQ(slalom({"export", "r", "--format", format, "--out", "out"}, folder.path()).code, 0);
  std::vector<std::string> texts{ended.err, ended.out,
                                 results(folder.path()).find(results(folder.path()).plans()[0].runs[0].id)->reason};
  for (const auto* file : {"r/report.md", "r/report.html", "r/report.json", "out/runs.csv", "out/results.json"}) {
    texts.push_back(read(folder.path() / file));
    EXPECT_THAT(texts.back(), HasSubstr("[31m=red")) << file;
  }
  for (const auto& text : texts) EXPECT_FALSE(loader::find_forbidden(text)) << text.substr(0, 500);
  EXPECT_EQ(texts[2].size(), loader::max_kept_text);
}

/// Of runs that are stepped together each has the end that it has alone.
TEST(Pack, CrashesAndFailuresCostTheirOwnRunsOnly) {
  for (const auto* fails : {"false", "true"}) {
    const TemporaryFolder folder;
    const auto problem = [&](const std::string& name) { return "{problem: " + name + ", fails: " + fails + "}"; };
    run_suite(folder.path(),
              "suite: s\nseeds: 64\nbudget: {steps: 40}\nproblems: [" + problem("crashes_alone") + ", " +
                  problem("crashes_in_a_lane") + "]\noptimizers: [{optimizer: sgd, learning_rate: 0.01}]\n",
              {"--jobs", "1"});
    const auto alone = records_on(folder.path(), "crashes_alone");
    auto together = records_on(folder.path(), "crashes_in_a_lane");
    ASSERT_EQ(alone.size(), run::min_runs_for_packs);
    ASSERT_EQ(together.size(), run::min_runs_for_packs);
    const auto with_status = [](Status status) { return testing::Field(&RunRecord::status, status); };
    EXPECT_THAT(alone,
                testing::AllOf(testing::Contains(with_status(failed)), testing::Contains(with_status(finished))));
    for (std::size_t i = 0; i < alone.size(); ++i) {
      together[i].id = alone[i].id;
      EXPECT_THAT(run::differences(alone[i], together[i]), IsEmpty()) << "seed " << alone[i].seed;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, PluginFault, testing::ValuesIn(faults),
                         [](const auto& test) { return std::string(test.param.optimizer); });

// What the sandbox refuses, and what happens without it.

INSTANTIATE_TEST_SUITE_P(
    WithoutSandbox, PluginFault,
    testing::Values(Fault{"executes",
                          failed,
                          HasSubstr("replaced the process by another in step 7"),
                          IsEmpty(),
                          {"--sandbox", "off"}},
                    Fault{"forks", finished, "budget used up", IsEmpty(), {"--sandbox", "off"}},
                    Fault{"leaves_its_group", finished, "budget used up", IsEmpty(), {"--sandbox", "off"}}),
    [](const auto& test) { return std::string(test.param.optimizer); });

class Sandboxed : public PluginFault {
 protected:
  void SetUp() override {
    if (!process::sandbox_support().complete()) GTEST_SKIP() << "this kernel has " << process::sandbox_support().text();
  }
};

TEST_P(Sandboxed, CostsItsOwnRunsOnly) {
  const auto& fault = GetParam();
  const TemporaryFolder folder;
  const TemporaryFolder home;
  write(folder.path() / "s.yaml", suite_with(fault.optimizer));
  const auto ended = command({"env", "HOME=" + home.path().string(), program(), "run", "s.yaml", "--out", "r",
                              "--plugin-path", test::build_folder() + "/tests/faults"},
                             folder.path());
  EXPECT_EQ(ended.code, fault.status == Status::failed ? 3 : 0) << ended.err;
  expect_other_runs_unaffected(folder.path());
  EXPECT_TRUE(fs::is_empty(home.path()));
  EXPECT_FALSE(fs::exists("/dev/shm/slalom_was_here"));
  EXPECT_THAT(processes_in(folder.path()), IsEmpty());
  const auto culprits = records_of(folder.path(), fault.optimizer);
  EXPECT_EQ(culprits.size(), 6U);
  for (const auto& record : culprits) {
    EXPECT_EQ(record.status, fault.status) << record.reason;
    EXPECT_THAT(record.reason, fault.reason);
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, Sandboxed,
                         testing::Values(Fault{"kills_parent", failed, "kill: Operation not permitted"},
                                         Fault{"kills_all", failed, "kill: Operation not permitted"},
                                         Fault{"traces_parent", failed, "ptrace: Operation not permitted"},
                                         Fault{"reads_parent", failed, HasSubstr("mem: ")},
                                         Fault{"opens_store", failed, "store: Permission denied"},
                                         Fault{"deletes_store", failed, "store: Permission denied"},
                                         Fault{"writes_home", failed, "home: Permission denied"},
                                         Fault{"reads_home", failed, "home: Permission denied"},
                                         Fault{"writes_shared_memory", failed, "shm: Permission denied"},
                                         Fault{"connects", failed, "socket: Operation not permitted"},
                                         Fault{"forks", failed, "fork: Operation not permitted"},
                                         Fault{"executes", finished, "budget used up"},
                                         Fault{"writes_temporary_file", finished, "budget used up"}),
                         [](const auto& test) { return std::string(test.param.optimizer); });

TEST(Sandbox, IsSaidInTheProvenance) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_suite(folder.path(), suite_with("")).code, 0);
  EXPECT_EQ(results(folder.path()).provenance().at(0).at("sandbox"), process::sandbox_support().text());
  ASSERT_EQ(run_suite(folder.path(), suite_with(""), {"--sandbox", "off", "--fresh"}).code, 0);
  EXPECT_EQ(results(folder.path()).provenance().at(0).at("sandbox"), "off");
  const auto ended = run_suite(folder.path(), suite_with(""), {"--sandbox", "maybe"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("--sandbox maybe: it takes off, on or require"));
}

TEST(Memory, OfAnHonestRunIsNotBlamedBesideOneThatCrashes) {
  const TemporaryFolder folder;
  const auto ended = run_suite(folder.path(), suite_with("segfault, takes_90_mb, takes_110_mb"), {"--memory", "100"});
  EXPECT_EQ(ended.code, 3) << ended.err;
  for (const auto& record : records_of(folder.path(), "takes_90_mb"))
    EXPECT_EQ(record.status, finished) << record.reason;
  for (const auto& record : records_of(folder.path(), "takes_110_mb"))
    EXPECT_EQ(record.reason, "out of memory: more than 100 MB");
  expect_other_runs_unaffected(folder.path());
}

// Memory that is not from the heap, where groups of the kernel count it.

struct Taken {
  const char* optimizer;
  bool too_much;
};

class MemoryBesideTheHeap : public testing::TestWithParam<Taken> {
 protected:
  void SetUp() override {
    if (worker::ControlGroup::make() == nullptr) GTEST_SKIP() << worker::control_groups_text();
  }

  void expect_limited(const std::string& suite) const {
    const TemporaryFolder folder;
    const auto ended = run_suite(folder.path(), suite, {"--memory", "100", "--sandbox", "off", "--jobs", "2"});
    EXPECT_EQ(ended.code, GetParam().too_much ? 3 : 0) << ended.err;
    const auto records = records_of(folder.path(), GetParam().optimizer);
    EXPECT_FALSE(records.empty());
    for (const auto& record : records)
      EXPECT_THAT(record.reason,
                  StartsWith(GetParam().too_much ? "out of memory: more than 100 MB, in step " : "budget used up"));
    EXPECT_THAT(processes_in(folder.path()), IsEmpty());
    if (records.size() > 1) expect_other_runs_unaffected(folder.path());
  }
};

TEST_P(MemoryBesideTheHeap, IsLimitedAlone) {
  expect_limited(std::string("suite: s\nseeds: 1\nbudget: {steps: 40}\nproblems: [two_wells]\noptimizers: [") +
                 GetParam().optimizer + "]\n");
}

TEST_P(MemoryBesideTheHeap, IsLimitedInCompany) { expect_limited(suite_with(GetParam().optimizer)); }

INSTANTIATE_TEST_SUITE_P(Faults, MemoryBesideTheHeap,
                         testing::Values(Taken{"takes_90_mb", false}, Taken{"maps_90_mb", false},
                                         Taken{"maps_110_mb", true}, Taken{"shares_90_mb", false},
                                         Taken{"shares_110_mb", true}, Taken{"child_takes_90_mb", false},
                                         Taken{"child_takes_110_mb", true}),
                         [](const auto& test) { return std::string(test.param.optimizer); });

TEST(TemporaryFolderInMemory, CountsAsMemory) {
  if (worker::ControlGroup::make() == nullptr) GTEST_SKIP() << worker::control_groups_text();
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", suite_with("fills_temporary_folder"));
  const auto ended = command({"env", "TMPDIR=/dev/shm", program(), "run", "s.yaml", "--out", "r", "--plugin-path",
                              test::build_folder() + "/tests/faults", "--memory", "120"},
                             folder.path());
  EXPECT_EQ(ended.code, 3) << ended.err;
  for (const auto& record : records_of(folder.path(), "fills_temporary_folder"))
    EXPECT_THAT(record.reason, StartsWith("out of memory: more than 120 MB, in step "));
  expect_other_runs_unaffected(folder.path());
}

TEST(ThreadBomb, EndsWithItsWorker) {
  if (worker::ControlGroup::make() == nullptr) GTEST_SKIP() << worker::control_groups_text();
  const TemporaryFolder folder;
  const auto ended = run_suite(folder.path(), suite_with("thread_bomb"), {"--timeout", "3"});
  EXPECT_EQ(ended.code, 3) << ended.err;
  for (const auto& record : records_of(folder.path(), "thread_bomb"))
    EXPECT_EQ(record.reason, "no end within 3 s, in step 7");
  expect_other_runs_unaffected(folder.path());
}

TEST(ForkBomb, EndsWithItsWorker) {
  if (worker::ControlGroup::make() == nullptr) GTEST_SKIP() << worker::control_groups_text();
  const TemporaryFolder folder;
  const auto ended = run_suite(folder.path(), suite_with("fork_bomb"), {"--timeout", "1", "--sandbox", "off"});
  EXPECT_EQ(ended.code, 3) << ended.err;
  for (const auto& record : records_of(folder.path(), "fork_bomb"))
    EXPECT_EQ(record.reason, "no end within 1 s, in step 7");
  expect_other_runs_unaffected(folder.path());
  EXPECT_THAT(processes_in(folder.path()), IsEmpty());
}

TEST(PluginThatSpoilsItsProcessWhenLoaded, ReachesNobody) {
  if (!process::sandbox_support().complete()) GTEST_SKIP() << "it would kill who loads it";
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", suite_with("spoils_when_loaded"));
  const auto ended = slalom(
      {"run", "s.yaml", "--out", "r", "--plugin-path", test::build_folder() + "/tests/faults/hostile"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out + ended.err, Not(HasSubstr("while it is loaded")));
  expect_other_runs_unaffected(folder.path());
  for (const auto& record : records_of(folder.path(), "spoils_when_loaded")) EXPECT_EQ(record.status, finished);
}

TEST(SearchRangeThatCannotBeDrawnFrom, IsRefusedAtOnce) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 2\nbudget: {steps: 10}\ntune: {trials: 3}\nproblems: [two_wells]\n"
        "optimizers: [searches_from_zero]\n");
  const auto ended = slalom(
      {"run", "s.yaml", "--out", "r", "--plugin-path", test::build_folder() + "/tests/faults/hostile"}, folder.path());
  EXPECT_EQ(ended.code, 2) << ended.out;
  EXPECT_THAT(ended.err, HasSubstr("searches_from_zero.so was not loaded: the setting 'decay' of the optimizer "
                                   "'searches_from_zero' has a search range that begins at or below 0"));
}

TEST(AllFaults, AtOnceAndWithManyThreads) {
  const TemporaryFolder folder;
  std::string all;
  for (const auto& fault : faults) all += (all.empty() ? "" : ", ") + std::string(fault.optimizer);
  const auto ended = run_suite(folder.path(), suite_with(all), {"--jobs", "8", "--timeout", "3", "--memory", "100"});
  EXPECT_EQ(ended.code, 3);
  expect_other_runs_unaffected(folder.path());
  for (const auto& fault : faults)
    for (const auto& record : records_of(folder.path(), fault.optimizer)) {
      EXPECT_EQ(record.status, fault.status) << fault.optimizer << ": " << record.reason;
      if (fault.options.empty()) {
        EXPECT_THAT(record.reason, fault.reason) << fault.optimizer;
      }
    }
}

TEST(GarbageOnStandardOutput, IsKeptApartFromTheProgramsOwnWords) {
  const TemporaryFolder folder;
  const auto ended = run_suite(folder.path(), suite_with("prints_past_the_streams"));
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.out, "s: 42 runs, 42 new\nreport: r/report.md\npage:   r/report.html\n");
  EXPECT_THAT(ended.err, HasSubstr("plugins printed 48 bytes that cannot be assigned to a run"));
  expect_other_runs_unaffected(folder.path());
}

TEST(ProblemThatHangsAsItIsClosed, CostsNoRunAndNoCommandHangs) {
  const TemporaryFolder folder;
  const auto suite = suite_with("", "{problem: faulty, fault: close_hangs}");
  const auto ended = run_suite(folder.path(), suite, half_a_second);
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("warning: a worker did not end within 0.5 s after its last run"));
  expect_other_runs_unaffected(folder.path());
  EXPECT_EQ(records_on(folder.path(), "faulty").size(), 18U);
  const auto dry = run_suite(folder.path(), suite, {"--dry-run", "--fresh", "--timeout", "0.5"});
  EXPECT_EQ(dry.code, 0) << dry.err;
}

TEST(Replay, SurvivesWhatItReplays) {
  const TemporaryFolder folder;
  run_suite(folder.path(), suite_with("segfault"));
  // A run that failed is replayed as any other: it ends its worker, not the command.
  const auto run = records_of(folder.path(), "segfault").at(0).id.text();
  const auto ended =
      slalom({"replay", "r", run, "--plugin-path", test::build_folder() + "/tests/faults"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("the same"));
}

// What becomes of these two is a matter of chance; what becomes of the others is not.

class UnpredictableFault : public testing::TestWithParam<const char*> {};

TEST_P(UnpredictableFault, CostsItsOwnRunsOnly) {
  const TemporaryFolder folder;
  run_suite(folder.path(), suite_with(GetParam()));
  expect_other_runs_unaffected(folder.path());
  EXPECT_EQ(records_of(folder.path(), GetParam()).size(), 6U);
}

INSTANTIATE_TEST_SUITE_P(Faults, UnpredictableFault, testing::Values("crashes_later", "writes_far_beyond"),
                         [](const auto& test) { return std::string(test.param); });

struct ProblemFault {
  const char* fault;
  Status status;
  Matcher<const std::string&> reason;
};

void PrintTo(const ProblemFault& fault, std::ostream* out) { *out << fault.fault; }

class FaultyProblem : public testing::TestWithParam<ProblemFault> {};

TEST_P(FaultyProblem, CostsItsOwnRunsOnly) {
  const auto& fault = GetParam();
  const TemporaryFolder folder;
  run_suite(folder.path(), suite_with("idles", std::string("{problem: faulty, fault: ") + fault.fault + "}"),
            half_a_second);
  expect_other_runs_unaffected(folder.path());
  std::size_t runs = 0;
  for (const auto& record : records_on(folder.path(), "faulty")) {
    if (record.status == finished) continue;  // of the optimizer that never moves
    ++runs;
    EXPECT_EQ(record.status, fault.status) << record.reason;
    EXPECT_THAT(record.reason, fault.reason);
  }
  EXPECT_GE(runs, 9U);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, FaultyProblem,
    testing::Values(ProblemFault{"open_crashes", failed, "aborted (SIGABRT) while the problem was opened"},
                    ProblemFault{"open_hangs", failed, "no end within 0.5 s, while the problem was opened"},
                    ProblemFault{"open_exits", failed,
                                 "a plugin ended the process with exit code 0 while the problem was opened"},
                    ProblemFault{"open_throws", failed, "the data set is not there"},
                    ProblemFault{"gradient_crashes", failed, HasSubstr("aborted (SIGABRT) in step 1")},
                    ProblemFault{"gradient_throws", failed, "no gradient here"},
                    ProblemFault{"gradient_is_nan", Status::diverged, HasSubstr("not finite")}),
    [](const auto& test) { return std::string(test.param.fault); });

}  // namespace
}  // namespace slalom::test
