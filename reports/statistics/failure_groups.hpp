// Runs that failed, were skipped or diverged, gathered by what happened.
#pragma once

#include "statistics/source.hpp"

#include <vector>

namespace slalom::statistics {

/// One entry for the runs of one optimizer whose reasons differ in numbers only; it shows the first one's reason and
/// output. Failures first, then what was skipped.
std::vector<FailureGroup> failure_groups(const std::vector<CaseRuns>& cases);

}  // namespace slalom::statistics
