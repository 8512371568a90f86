#include "write_report.hpp"

#include "markdown/write_report.hpp"
#include "plugin/places.hpp"

#include <iostream>

namespace slalom::cli {

void write_report(const std::vector<std::filesystem::path>& results, const std::filesystem::path& out) {
  const auto written = report::write_report(results, out, host::find_places({}).templates);
  for (const auto& warning : written.warnings) std::cerr << "slalom: " << warning << "\n";
  std::cout << "report: " << written.report.string() << "\n";
}

}  // namespace slalom::cli
