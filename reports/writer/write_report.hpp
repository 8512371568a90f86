// The report of one or several results folders, on disk.
#pragma once

#include "statistics/report_options.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::writer {

struct Written {
  std::filesystem::path folder;       ///< where report.md, report.html and report.json are
  std::vector<std::string> notes;     ///< Comparison::notes
  std::vector<std::string> warnings;  ///< sentences: what the report lacks, and what to do about it
};

/// Whether `results` has a report, whole, of what the store holds now, and as `options` ask for.
bool has_current_report(const std::filesystem::path& results, const statistics::ReportOptions& options = {});

/// Writes report.md, report.html, report.json and charts/*.svg to `out`, made from the stores in `results`. `templates`
/// holds report.md.mustache and the other templates. All is written beside the old report first, which is replaced only
/// when the new one is whole. Without gnuplot the report has no charts and says so. Throws store::StoreError if a store
/// cannot be read, process::FileError if the report cannot be written.
Written write_report(const std::vector<std::filesystem::path>& results, const std::filesystem::path& out,
                     const std::filesystem::path& templates, const statistics::ReportOptions& options = {});

/// Writes report.html alone, of results that are still being written, unless there is a current report. `time`: of day,
/// as the page is to say it. Whether it was written; not as long as there are no results.
bool write_live_page(const std::filesystem::path& results, const std::filesystem::path& templates,
                     const std::string& time, const statistics::ReportOptions& options = {});

}  // namespace slalom::writer
