// Runs a plan in worker processes, so that a plugin that crashes, hangs or exits costs its own run only.
#pragma once

#include "plugin/registry.hpp"
#include "run/record.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <span>

namespace slalom::host {

using Seconds = std::chrono::duration<double>;

struct SupervisorOptions {
  int jobs = 0;  ///< runs at a time; 0: one a processor
  std::filesystem::path data_folder;
  const std::atomic<bool>* interrupted = nullptr;  ///< once true, runs in flight are dropped and no new ones start
  Seconds timeout = Seconds::max();                ///< a run may take, by the wall clock; Seconds::max(): any time
  std::uint64_t memory = 0;                        ///< bytes a run may take; 0: no limit
  Recall recall = nullptr;
};

struct SupervisorSink {
  std::function<void(const std::string& key, const ProblemFacts&)> facts;  ///< before the problem's runs; may repeat
  std::function<void(const RunRecord&)> record;                            ///< once a run
  std::function<void(const std::string&)> stray_output;                    ///< what belongs to no single run
  std::function<void()> pause;                                             ///< at least ten times a second
};

/// Runs `runs` of the plan, each identity once among them.
///
/// One worker does many runs at a time and hands over their records. When it dies, the runs that it had begun and not
/// handed over are suspects: each is repeated in a worker of its own. The one whose own worker dies is guilty and gets
/// a record that says why; the innocent ones get their results. A run that overstays its time is guilty at once. What
/// has failed once alone is believed: further runs of the same case go alone from the beginning if they end workers.
/// Throws std::system_error if workers cannot be started, and what the sink throws.
void supervise(const Plan& plan, std::span<const Run> runs, const Registry& registry, const SupervisorOptions& options,
               const SupervisorSink& sink);

}  // namespace slalom::host
