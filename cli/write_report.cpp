#include "write_report.hpp"

#include "loader/search_paths.hpp"
#include "writer/write_report.hpp"

#include <iostream>

namespace slalom::cli {

void name_report(const std::filesystem::path& folder) {
  for (const auto& [what, file] : {std::pair{"report: ", "report.md"}, {"page:   ", "report.html"}})
    if (exists(folder / file)) std::cout << what << (folder / file).string() << "\n";
}

void write_report(const std::vector<std::filesystem::path>& results, const std::filesystem::path& out,
                  const statistics::ReportOptions& options) {
  const auto written = writer::write_report(results, out, loader::find_search_paths({}).templates, options);
  for (const auto& note : written.notes) std::cerr << "slalom: " << note << "\n";
  for (const auto& warning : written.warnings) std::cerr << "slalom: " << warning << "\n";
  name_report(written.folder);
}

}  // namespace slalom::cli
