// Sentences in plain words, chosen by the numbers and filled with them. None says more than the numbers do.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::report {

/// Of one problem whose numbers are complete; the first sentence says who was best.
std::vector<std::string> conclude(const ProblemComparison& problem);

/// Of an experiment: the first sentence of each problem, and the ranking.
std::vector<std::string> conclude(const ExperimentComparison& experiment);

}  // namespace slalom::report
