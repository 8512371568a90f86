#include "session/executor.hpp"

#include "loader/text.hpp"
#include "run/executor.hpp"
#include "worker/supervisor.hpp"

namespace slalom::session {

namespace {

/// What plugins say and print may be any bytes, and any number of them; from here on it is text.
run::RunEvents with_clean_text(const run::RunEvents& events) {
  auto clean = events;
  clean.problem_info = [&events](const std::string& key, const run::ProblemInfo& given) {
    auto info = given;
    info.minimum_unknown = loader::clean_line(info.minimum_unknown);
    for (auto& metric : info.metrics) metric = loader::clean_line(metric);
    events.problem_info(key, info);
  };
  clean.record = [&events](run::RunRecord record) {
    record.reason = loader::clean_line(record.reason);
    record.output = loader::clean_lines(record.output);
    events.record(std::move(record));
  };
  clean.warning = [&events](const std::string& text) { events.warning(loader::clean_line(text)); };
  return clean;
}

}  // namespace

void Executor::execute(const suite::Plan& plan, std::span<const suite::Run> runs, const run::ExecutionOptions& options,
                       const run::RunEvents& events) {
  events.begin(plan, runs);
  execute_runs(plan, runs, options, with_clean_text(events));
  events.end();
}

void WorkerExecutor::execute_runs(const suite::Plan& plan, std::span<const suite::Run> runs,
                                  const run::ExecutionOptions& options, const run::RunEvents& events) {
  worker::supervise(plan, runs, registry_, options, events);
}

void InProcessExecutor::execute_runs(const suite::Plan& plan, std::span<const suite::Run> runs,
                                     const run::ExecutionOptions& options, const run::RunEvents& events) {
  auto here = options;
  if (!registry_.sources().empty()) here.jobs = 1;  // an interpreter has one thread
  run::execute(plan, runs, loader::Registry::load(registry_.files(), registry_.sources()), here, events);
}

}  // namespace slalom::session
