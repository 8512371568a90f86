// What reports and exports are asked for: --alpha and --baseline.
#pragma once

#include "command_line.hpp"
#include "statistics/report_options.hpp"

namespace slalom::cli {

void add_report_options(po::options_description& options);

statistics::ReportOptions report_options_of(const Given& given);

}  // namespace slalom::cli
