// How soon runs come down a grid of targets between the start and the minimum: the same for every problem, whatever its
// scale, so that speed can be compared over problems.
#pragma once

#include "statistics/metric_view.hpp"

namespace slalom::statistics {

/// Targets for the first measure, which depend on the problem alone: fractions of the median loss at the start. Where
/// the minimum is known, of the gap: 10^-0.5, 10^-1, … to 1e-8 (Moré and Wild 2009); else of the loss: 10^-1/8,
/// 10^-2/8, … to 1e-4. Where the suite has a `stop`, only those above it. Empty if no run began, or the start is not
/// positive.
std::vector<double> target_grid(const ProblemRuns& runs, const MetricView& measured);

/// The costs that a case may have, from the smallest amount on; what its runs spent, where the budget counts something
/// else.
struct CostRange {
  double from, to;
};

CostRange cost_range(const CaseRuns& runs, double examples, Unit unit);

/// A target counts as reached at the first recorded point that is at or below it. `stop`, if there is one, is the last
/// target. Costs are in the budget's unit.
Speed speed(const CaseRuns& runs, const MetricView& measured, const std::vector<double>& target_grid, Unit unit);

}  // namespace slalom::statistics
