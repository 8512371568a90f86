#include "write_report.hpp"

#include "plugin/places.hpp"
#include "report/write_report.hpp"

#include <iostream>

namespace slalom::cli {

void write_report(const std::vector<std::filesystem::path>& results, const std::filesystem::path& out) {
  const auto written = report::write_report(results, out, host::find_places({}).templates);
  for (const auto& note : written.notes) std::cerr << "slalom: " << note << "\n";
  for (const auto& warning : written.warnings) std::cerr << "slalom: " << warning << "\n";
  std::cout << "report: " << (written.folder / "report.md").string() << "\n"
            << "page:   " << (written.folder / "report.html").string() << "\n";
}

}  // namespace slalom::cli
