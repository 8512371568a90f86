// How long runs would take, without processes and plugins.
#include "session/estimate.hpp"

#include "process/start.hpp"
#include "session/fake_executor.hpp"
#include "support/runs.hpp"

#include <gmock/gmock.h>

namespace slalom::session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

suite::Case case_of(const std::string& optimizer, std::uint64_t steps) {
  suite::Case c;
  c.problem.name = c.problem.label = "p";
  c.optimizer.name = c.optimizer.label = optimizer;
  c.budget.steps = steps;
  return c;
}

TEST(Estimate, ExtrapolatesFromTheFirstSteps) {
  FakeExecutor executor;
  executor.change = [](const suite::Case& c, run::RunRecord& record) {
    EXPECT_EQ(record.steps, 100) << "no run is executed whole";
    record.cpu_seconds = (c.optimizer.name == "fast" ? 1e-3 : 5e-3) * static_cast<double>(record.steps);
  };
  const auto plan = test::plan_of({case_of("fast", 1000), case_of("slow", 2000)}, {1, 2, 3});
  const auto estimated = estimate(plan, plan.runs, executor, {}, {});
  EXPECT_THAT(executor.rounds, ElementsAre(SizeIs(2))) << "one seed of each case";
  EXPECT_THAT(estimated.per_run, ElementsAre(testing::DoubleNear(1, 1e-9), testing::DoubleNear(10, 1e-9)));
  EXPECT_NEAR(estimated.seconds, 3 * (1 + 10), 1e-9);
  EXPECT_THAT(estimated.failures, IsEmpty());
}

TEST(Estimate, CountsTheStartOfProcessesOnce) {
  FakeExecutor executor;
  executor.before = [](const auto&...) {
    process::output_of({"sh", "-c", "i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done"});
  };
  const auto plan = test::plan_of({case_of("a", 1000)}, {1, 2, 3});
  const auto estimated = estimate(plan, plan.runs, executor, {}, {});
  EXPECT_GT(estimated.start_seconds, 0.005);
  EXPECT_EQ(estimated.seconds, 0) << "runs that take no time";
  EXPECT_EQ(estimated.seconds_with(2), estimated.start_seconds);
}

TEST(Estimate, NamesWhatWouldFail) {
  FakeExecutor executor;
  executor.change = [](const auto&, run::RunRecord& record) { fail(record, "no memory"); };
  const auto plan = test::plan_of({case_of("a", 10), case_of("b", 10)});
  EXPECT_THAT(estimate(plan, plan.runs, executor, {}, {}).failures, ElementsAre("a on p and 1 other pair: no memory"));
}

TEST(Estimate, LimitsEachRun) {
  FakeExecutor executor;
  std::vector<run::Seconds> timeouts;
  executor.before = [&](const run::ExecutionOptions& options, const auto&) {
    EXPECT_EQ(options.jobs, 1) << "runs at a time would slow each other down";
    timeouts.push_back(options.timeout);
  };
  const auto plan = test::plan_of({case_of("a", 10)});
  estimate(plan, plan.runs, executor, {.jobs = 8}, {});
  estimate(plan, plan.runs, executor, {.timeout = run::Seconds(2)}, {});
  EXPECT_THAT(timeouts, ElementsAre(run::Seconds(30), run::Seconds(2)));
}

}  // namespace
}  // namespace slalom::session
