// Final loss against learning rate.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

/// gnuplot script for a problem with rate curves; `y` names the measure. Rates at which half of the runs or more
/// diverged are marked at the top.
std::string rate_script(const statistics::ProblemComparison& problem, const std::string& y);

}  // namespace slalom::charts
