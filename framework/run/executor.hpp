// Many runs: OpenMP over runs, one thread a run, longest first.
#pragma once

#include "plugin/registry.hpp"
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
};

struct ExecutorSink {
  std::function<void(const std::string& key, const ProblemFacts&)> facts;  ///< once a problem, before its runs
  std::function<void(RunRecord)> record;                                   ///< one call at a time
};

/// Runs `runs` of the plan. A run that fails gives a record that says so.
void execute(const Plan& plan, std::span<const Run> runs, const Registry& registry, const ExecutorOptions& options,
             const ExecutorSink& sink);

/// One run, in this thread; nothing if it was interrupted.
std::optional<RunRecord> execute_one(const Plan& plan, const Run& run, const Registry& registry,
                                     const ExecutorOptions& options);

}  // namespace slalom::host
