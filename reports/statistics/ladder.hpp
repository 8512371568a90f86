// How soon runs come down a ladder of targets between the start and the minimum: the same for every problem, whatever
// its scale, so that speed can be compared over problems.
#pragma once

#include "statistics/measured.hpp"

namespace slalom::report {

/// Targets for the first measure: lowest + tau (start − lowest) for tau = 10^-0.5, 10^-1, … (Moré and Wild 2009). The
/// start is the median of all runs' starts; the lowest is the known minimum (then tau goes to 1e-8) or the least loss
/// of any run (to 1e-4). Empty if no run began, or none got lower.
std::vector<double> ladder(const ProblemRuns& runs, const Measured& measured);

/// Least cost that any run recorded after its start, and the largest cost of any run.
struct CostRange {
  double from = unknown, to = unknown;
};
CostRange cost_range(const ProblemRuns& runs, const Measured& measured);

/// A target counts as reached at the first recorded point that is at or below it.
Speed speed(const CaseRuns& runs, const Measured& measured, const std::vector<double>& ladder, const CostRange& range);

}  // namespace slalom::report
