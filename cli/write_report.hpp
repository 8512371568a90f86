// The report of results folders, and what is said of it.
#pragma once

#include <filesystem>
#include <vector>

namespace slalom::cli {

/// Writes the report of `results` to `out`; names its file on standard output, and what it lacks on standard error.
void write_report(const std::vector<std::filesystem::path>& results, const std::filesystem::path& out);

}  // namespace slalom::cli
