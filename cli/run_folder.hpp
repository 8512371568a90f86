// Runs the plans of one results folder: what is missing, into the store, then the report.
#pragma once

#include "execute.hpp"
#include "selection.hpp"
#include "suite/shard.hpp"
#include "suites.hpp"

#include <functional>

namespace slalom::cli {

struct RunOptions {
  std::string command;  ///< for the provenance
  bool fresh = false;
  bool quiet = false;
  std::optional<host::Shard> shard;           ///< that the plans were cut down to
  Selection selection;                        ///< what is run of the plans, which are stored whole
  std::uint64_t max_seeds = 0;                ///< not 0: seeds are added in rounds, up to so many
  std::optional<std::filesystem::path> from;  ///< results that are taken over where they are of the same run
  std::size_t verify = 0;                     ///< so many stored runs are repeated at the end
  std::function<void()> before_report = [] {};
  ExecuteOptions execute;
};

/// An exit code: all_right, some_failed, interrupted, or differs if a stored run could not be repeated. Says on
/// standard output what was done.
int run_folder(FolderPlans suites, const RunOptions& options, const Plugins& plugins);

}  // namespace slalom::cli
