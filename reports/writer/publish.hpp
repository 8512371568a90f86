// How a new report takes the place of the old one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::writer {

/// What a report is besides its charts; the last one is put in place last.
inline constexpr auto report_files = {"report.json", "report.html", "report.md"};

/// Where its other files are: pictures, and the problems of reports that are too long for one file.
inline constexpr auto report_folders = {"charts", "problems"};

/// Throws process::FileError if a report in `out` would have to replace a file that slalom did not write.
void check_replaceable(const std::filesystem::path& out);

/// Whether all that the manifest of the report there lists is there.
bool is_whole(const std::filesystem::path& out);

/// Moves report.html alone, which is then one of the files that slalom wrote there. Throws as the other one.
void publish_page(const std::filesystem::path& from, const std::filesystem::path& to);

/// Moves the files of a report from one folder to another, in place of an older report's. `report.manifest` there keeps
/// what slalom wrote: only that is replaced or removed. Gives the files in its folders that are not slalom's and stay.
/// Throws process::FileError, before anything is moved, if one of them would have to be replaced.
std::vector<std::filesystem::path> publish(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace slalom::writer
