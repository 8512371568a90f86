// Runs a plan in worker processes, so that a plugin that crashes, hangs or exits costs its own run only.
#pragma once

#include "loader/registry.hpp"
#include "run/record.hpp"
#include "worker/time_limits.hpp"

#include <atomic>
#include <functional>
#include <span>

namespace slalom::host {

struct SupervisorOptions {
  int jobs = 0;  ///< runs at a time; 0: one a processor
  std::filesystem::path data_folder;
  const std::atomic<bool>* interrupted = nullptr;  ///< once true, runs in flight are dropped and no new ones start
  Seconds timeout = Seconds::max();                ///< a run may take, by the wall clock; Seconds::max(): any time
  std::uint64_t memory = 0;                        ///< bytes a run may take; 0: no limit
  bool sandbox = false;                            ///< see process/sandbox.hpp
  CacheLookup recall = nullptr;
};

struct SupervisorSink {
  std::function<void(const std::string& key, const ProblemInfo&)> info;  ///< before the problem's runs; may repeat
  std::function<void(const RunRecord&)> record;                          ///< once a run
  std::function<void(const std::string&)> stray_output;                  ///< what belongs to no single run
  std::function<void()> pause;                                           ///< at least ten times a second
  std::function<void(const std::string&)> warning = [](const auto&) {};  ///< what cost no run
};

/// Runs `runs` of the plan, each identity once among them. Who is the culprit of what is the matter of
/// SupervisorPolicy. Throws std::system_error if workers cannot be started, and what the sink throws.
void supervise(const Plan& plan, std::span<const Run> runs, const Registry& registry, const SupervisorOptions& options,
               const SupervisorSink& sink);

}  // namespace slalom::host
