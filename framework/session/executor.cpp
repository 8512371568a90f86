#include "session/executor.hpp"

#include "run/executor.hpp"
#include "worker/supervisor.hpp"

namespace slalom::host {

void Executor::execute(const Plan& plan, std::span<const Run> runs, const ExecutionOptions& options,
                       const RunEvents& events) {
  events.begin(plan, runs);
  execute_runs(plan, runs, options, events);
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
