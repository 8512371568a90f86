// How runs ended, counted.
#pragma once

#include "statistics/source.hpp"

namespace slalom::report {

RunCounts run_counts(const CaseRuns& runs);

RunCounts& operator+=(RunCounts& sum, const RunCounts& more);

}  // namespace slalom::report
