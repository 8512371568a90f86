// Runs the plans of one results folder, writes its report, and says what was done.
#pragma once

#include "session/session.hpp"
#include "statistics/report_options.hpp"
#include "suites.hpp"

namespace slalom::cli {

struct FolderOptions {
  session::RunOptions run;
  bool in_process = false;
  bool quiet = false;
  std::size_t verify = 0;  ///< so many stored runs are repeated at the end
  statistics::ReportOptions report = {};
  std::function<void()> before_report = [] {};
};

/// Returns an exit code: all_right, some_failed, interrupted, or differs if a stored run could not be repeated.
int run_folder(const FolderPlans& suites, const FolderOptions& options, const Plugins& plugins);

}  // namespace slalom::cli
