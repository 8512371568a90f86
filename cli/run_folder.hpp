// Runs the plans of one results folder: what is missing, into the store, then the report.
#pragma once

#include "plugins.hpp"
#include "suites.hpp"

#include <atomic>

namespace slalom::cli {

struct RunOptions {
  std::string command;  ///< for the provenance
  int jobs = 0;         ///< 0: one a processor
  bool fresh = false;
  bool quiet = false;
  const std::atomic<bool>* interrupted = nullptr;
};

/// An exit code: all_right, some_failed or interrupted. Says on standard output what was done.
int run_folder(const FolderPlans& suites, const RunOptions& options, const Plugins& plugins);

}  // namespace slalom::cli
