// Many runs: OpenMP over runs, one thread a run, longest first.
#pragma once

#include "loader/registry.hpp"
#include "run/record.hpp"

#include <atomic>
#include <filesystem>
#include <functional>
#include <span>

namespace slalom::host {

struct ExecutorOptions {
  int jobs = 0;  ///< threads; 0: one a processor
  std::filesystem::path data_folder;
  const std::atomic<bool>* interrupted = nullptr;  ///< once true, runs in flight are dropped and no new ones start
  CacheLookup recall = nullptr;
};

struct ExecutorSink {
  std::function<void(const std::string& key, const ProblemInfo&)> info;  ///< once a problem, before its runs
  std::function<void(RunRecord)> record;  ///< one call at a time, in the thread of the run
  /// Around what may not come back; `run` is an index into the runs. May be empty.
  std::function<void(std::size_t run)> opening = nullptr;  ///< its problem is opened next, for all runs that share it
  std::function<void()> opened = nullptr;                  ///< all of them are
  /// It starts next, in this thread. Gives where its progress is to be told (see RunContext), or null.
  std::function<std::atomic<std::uint64_t>*(std::size_t run)> starting = nullptr;
};

/// Runs `runs` of the plan. A run that fails gives a record that says so.
void execute(const Plan& plan, std::span<const Run> runs, const Registry& registry, const ExecutorOptions& options,
             const ExecutorSink& sink);

/// One run, in this thread; nothing if it was interrupted.
std::optional<RunRecord> execute_one(const Plan& plan, const Run& run, const Registry& registry,
                                     const ExecutorOptions& options);

}  // namespace slalom::host
