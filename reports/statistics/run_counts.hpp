// How runs ended, counted.
#pragma once

#include "statistics/source.hpp"

namespace slalom::statistics {

RunCounts run_counts(const CaseRuns& runs);

RunCounts& operator+=(RunCounts& sum, const RunCounts& more);

}  // namespace slalom::statistics
