// What it took to come to `stop` and to the targets.
#pragma once

#include "statistics/source.hpp"

#include <string>

namespace slalom::statistics {

/// "within 0.001 of a minimizer"; empty without `stop`.
std::string in_words(const suite::Stop& stop);

/// Without the gap, to which no run comes, where the minimum is not known.
suite::Stop reachable(suite::Stop stop, const run::ProblemInfo& info);

/// Arrival at `stop`: its `target` is unknown if the case has none.
TimeToTarget time_to_stop(const CaseRuns& runs, double examples);

/// Arrival at each of the case's targets.
std::vector<TimeToTarget> times_to_targets(const CaseRuns& runs, double examples);

}  // namespace slalom::statistics
