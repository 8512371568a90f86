// Whatever a plugin does, it costs its own runs only: those around it give the same bits as ever, and it is named with
// its reason.
#include "faults/suite.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using host::RunRecord;
using host::Status;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Matcher;

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
  expect_innocent_runs_as_ever(folder.path());
  const auto guilty = records_of(folder.path(), fault.optimizer);
  EXPECT_EQ(guilty.size(), 6U);
  for (const auto& record : guilty) {
    EXPECT_EQ(record.status, fault.status) << record.reason;
    EXPECT_THAT(record.reason, fault.reason);
    EXPECT_THAT(record.output, fault.output);
  }
}

const std::vector<std::string> half_a_second{"--timeout", "0.5"};
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
    Fault{"leaks", failed, "out of memory: more than 100 MB", IsEmpty(), {"--memory", "100"}},
    Fault{"closes_all", failed, HasSubstr("a plugin closed descriptors that are not its own")},
    Fault{"scribbles", finished, "budget used up"},
    Fault{"forges", failed, "something else was written among the records"},
    Fault{"prints", finished, "budget used up", "printf cout cerr\n"},
    Fault{"rounds", finished, "budget used up"},
    Fault{"handles_signals", finished, "budget used up"},
    Fault{"moves", finished, "budget used up"},
    Fault{"starts_threads", finished, "budget used up"},
    Fault{"writes_nan", Status::diverged, HasSubstr("not finite")},
    Fault{"writes_infinity", Status::diverged, HasSubstr("not finite")},
    Fault{"writes_beyond", failed, HasSubstr("it wrote outside of w, in step ")},
    Fault{"writes_before", failed, HasSubstr("it wrote outside of w, in step ")},
    Fault{"keeps_w", finished, "budget used up"},
    Fault{"idles", finished, "budget used up"}};

INSTANTIATE_TEST_SUITE_P(Faults, PluginFault, testing::ValuesIn(faults),
                         [](const auto& test) { return std::string(test.param.optimizer); });

TEST(AllFaults, AtOnceAndWithManyThreads) {
  const TemporaryFolder folder;
  std::string all;
  for (const auto& fault : faults) all += (all.empty() ? "" : ", ") + std::string(fault.optimizer);
  const auto ended = run_suite(folder.path(), suite_with(all), {"--jobs", "8", "--timeout", "3", "--memory", "200"});
  EXPECT_EQ(ended.code, 3);
  expect_innocent_runs_as_ever(folder.path());
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
  EXPECT_THAT(ended.err, HasSubstr("plugins printed 48 bytes of which nobody can tell"));
  expect_innocent_runs_as_ever(folder.path());
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
  expect_innocent_runs_as_ever(folder.path());
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
  expect_innocent_runs_as_ever(folder.path());
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
