// The report of results folders, and what is said of it.
#pragma once

#include "command_line.hpp"
#include "statistics/report_options.hpp"

#include <filesystem>
#include <vector>

namespace slalom::cli {

/// Names the report's files in `folder` that there are on standard output.
void name_report(const std::filesystem::path& folder);

/// Writes the report of `results` to `out`; names its files, and what it lacks on standard error.
void write_report(const std::vector<std::filesystem::path>& results, const std::filesystem::path& out,
                  const statistics::ReportOptions& options = {});

}  // namespace slalom::cli
