// How a new report takes the place of the old one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::report {

/// What a report is besides its charts; the last one is put in place last.
inline constexpr auto report_files = {"report.json", "report.html", "report.md"};

/// Throws host::StoreError if a report in `out` would have to replace a file that slalom did not write.
void check_replaceable(const std::filesystem::path& out);

/// Moves the files of a report from one folder to another, in place of an older report's. `report.manifest` there keeps
/// what slalom wrote: only that is replaced or removed. Gives the files in `charts` that are not slalom's and stay.
/// Throws host::StoreError, before anything is moved, if one of them would have to be replaced.
std::vector<std::filesystem::path> publish(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace slalom::report
