// Many runs in this process: OpenMP over runs, one thread per run, longest first.
#pragma once

#include "loader/registry.hpp"
#include "run/execution.hpp"

namespace slalom::run {

/// Called around what may not return, for a process that keeps track of it. `run` is an index into the runs.
struct ProgressHooks {
  std::function<void(std::size_t run)> opening = [](std::size_t) {};  ///< its problem, for all runs that share it
  std::function<void()> opened = [] {};                               ///< all problems are
  /// It starts next, in this thread. Returns where its progress is written (see RunContext), or null.
  std::function<std::atomic<std::uint64_t>*(std::size_t run)> starting = [](std::size_t) { return nullptr; };
};

/// Executes `runs` of the plan. A run that fails gives a record that says so.
void execute(const suite::Plan& plan, std::span<const suite::Run> runs, const loader::Registry& registry,
             const ExecutionOptions& options, const RunEvents& events, const ProgressHooks& hooks = {});

/// One run, in this thread; nothing if it was interrupted.
std::optional<RunRecord> execute_one(const suite::Plan& plan, const suite::Run& run, const loader::Registry& registry,
                                     const ExecutionOptions& options);

}  // namespace slalom::run
