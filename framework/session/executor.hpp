// Where the runs of a plan are executed: in worker processes or in this one.
#pragma once

#include "loader/registry.hpp"
#include "run/execution.hpp"

namespace slalom::session {

class Executor {
 public:
  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  virtual ~Executor() = default;

  /// Reports one record per run, or fewer if it was interrupted, between `begin` and `end` of the events.
  void execute(const suite::Plan& plan, std::span<const suite::Run> runs, const run::ExecutionOptions& options,
               const run::RunEvents& events);

  /// Whether a run that ends its process ends this one too.
  virtual bool shares_process() const = 0;

 private:
  virtual void execute_runs(const suite::Plan& plan, std::span<const suite::Run> runs,
                            const run::ExecutionOptions& options, const run::RunEvents& events) = 0;
};

/// Protects the program from plugins. Workers are this program, started as `PROGRAM worker …` (worker/worker.hpp).
class WorkerExecutor final : public Executor {
 public:
  /// `registry` must outlive it.
  explicit WorkerExecutor(const loader::Registry& registry) : registry_(registry) {}

  bool shares_process() const override { return false; }

 private:
  void execute_runs(const suite::Plan& plan, std::span<const suite::Run> runs, const run::ExecutionOptions& options,
                    const run::RunEvents& events) override;

  const loader::Registry& registry_;
};

/// For debuggers, and for programs that are not `slalom`.
class InProcessExecutor final : public Executor {
 public:
  /// Loads the registry's files whenever runs are executed. `registry` must outlive it.
  explicit InProcessExecutor(const loader::Registry& registry) : registry_(registry) {}

  bool shares_process() const override { return true; }

 private:
  void execute_runs(const suite::Plan& plan, std::span<const suite::Run> runs, const run::ExecutionOptions& options,
                    const run::RunEvents& events) override;

  const loader::Registry& registry_;
};

}  // namespace slalom::session
