#include "session/executor.hpp"

#include "loader/text.hpp"
#include "run/executor.hpp"
#include "worker/supervisor.hpp"

namespace slalom::host {

namespace {

/// What plugins say and print may be any bytes, and any number of them; from here on it is text.
RunEvents with_clean_text(const RunEvents& events) {
  auto clean = events;
  clean.problem_info = [&events](const std::string& key, const ProblemInfo& given) {
    auto info = given;
    info.minimum_unknown = clean_line(info.minimum_unknown);
    for (auto& metric : info.metrics) metric = clean_line(metric);
    events.problem_info(key, info);
  };
  clean.record = [&events](RunRecord record) {
    record.reason = clean_line(record.reason);
    record.output = clean_lines(record.output);
    events.record(std::move(record));
  };
  clean.warning = [&events](const std::string& text) { events.warning(clean_line(text)); };
  return clean;
}

}  // namespace

void Executor::execute(const Plan& plan, std::span<const Run> runs, const ExecutionOptions& options,
                       const RunEvents& events) {
  events.begin(plan, runs);
  execute_runs(plan, runs, options, with_clean_text(events));
  events.end();
}

void WorkerExecutor::execute_runs(const Plan& plan, std::span<const Run> runs, const ExecutionOptions& options,
                                  const RunEvents& events) {
  supervise(plan, runs, registry_, options, events);
}

void InProcessExecutor::execute_runs(const Plan& plan, std::span<const Run> runs, const ExecutionOptions& options,
                                     const RunEvents& events) {
  auto here = options;
  if (!registry_.sources().empty()) here.jobs = 1;  // an interpreter has one thread
  host::execute(plan, runs, Registry::load(registry_.files(), registry_.sources()), here, events);
}

}  // namespace slalom::host
