// Runs the plans of one results folder: what is missing, into the store, then the report.
#pragma once

#include "plugins.hpp"
#include "suites.hpp"
#include "worker/supervisor.hpp"

#include <atomic>

namespace slalom::cli {

struct RunOptions {
  std::string command;  ///< for the provenance
  int jobs = 0;         ///< 0: one a processor
  bool fresh = false;
  bool quiet = false;
  bool in_process = false;                       ///< without workers
  host::Seconds timeout = host::Seconds::max();  ///< a run may take
  std::uint64_t memory = 0;                      ///< bytes that a run may take; 0: no limit
  const std::atomic<bool>* interrupted = nullptr;
};

/// An exit code: all_right, some_failed or interrupted. Says on standard output what was done.
int run_folder(const FolderPlans& suites, const RunOptions& options, const Plugins& plugins);

}  // namespace slalom::cli
