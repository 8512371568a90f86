#include "report_options.hpp"

#include "fractions.hpp"

namespace slalom::cli {

void add_report_options(po::options_description& options) {
  add_level(options);
  options.add_options()("baseline", po::value<std::string>()->value_name("LABEL"),
                        "compare all optimizers with this one, besides with the best (default: that of the suite)");
}

statistics::ReportOptions report_options_of(const Given& given) {
  return {.alpha = level_of(given), .baseline = given.text("baseline").value_or("")};
}

}  // namespace slalom::cli
