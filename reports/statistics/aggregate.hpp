// One score over problems, with its uncertainty (Agarwal et al. 2021).
#pragma once

#include "statistics/comparison.hpp"

#include <span>
#include <vector>

namespace slalom::statistics {

/// Interquartile mean of all scores (one a run), which are grouped by problem. Its interval is a percentile bootstrap
/// that draws runs within each problem (stratified), as many as the problem has, widened as for the problem with the
/// fewest runs; there is none for fewer than three.
Estimate aggregate_score(std::span<const std::vector<double>> by_problem);

}  // namespace slalom::statistics
