// What a report is asked for.
#pragma once

#include "statistics/pair.hpp"

#include <string>

namespace slalom::statistics {

struct ReportOptions {
  double alpha = default_alpha;  ///< level of the tests
  std::string baseline = {};     ///< label of the optimizer that all are compared with; empty: those of the suites
};

}  // namespace slalom::statistics
