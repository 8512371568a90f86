// From the suite files of a command to plans and the folders of their results.
#pragma once

#include "plugins.hpp"
#include "suite/suite.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace slalom::cli {

/// All plans of one results folder.
struct FolderPlans {
  std::filesystem::path folder;
  std::vector<suite::Plan> plans;
};

/// `files` are paths, or names of suites that ship. Each suite's results lie in results/SUITE, or all of them in `out`.
/// How their tables were understood is said on standard error. Source files that they name are added to the plugins.
/// Throws WrongRequest with all mistakes of all suites and their tables, or if two suites of one name would share a
/// folder.
std::vector<FolderPlans> plan_suites(const std::vector<std::string>& files, Plugins& plugins,
                                     const suite::SuiteOptions& options,
                                     const std::optional<std::filesystem::path>& out);

}  // namespace slalom::cli
