// Shares of something that is reached as a cost grows: distribution functions, performance and data profiles.
#pragma once

#include "statistics/comparison.hpp"

#include <span>
#include <vector>

namespace slalom::statistics {

/// The empirical distribution function of costs, as the corners of its stairs: x ascending, y the share of all costs
/// that are at most x. Infinite costs are never reached, but count.
StepFunction step_function(std::vector<double> costs);

/// The largest y at or before x; 0 before the first.
double height_at(const StepFunction& stairs, double x);

/// Ratios of each cost to the least of its row (Dolan and Moré 2002): rows are problems, columns solvers. A row in
/// which no cost is finite is left out: nobody solved it.
std::vector<std::vector<double>> performance_ratios(std::span<const std::vector<double>> costs);

}  // namespace slalom::statistics
