// Where one optimizer has attained more than another: the difference of two empirical attainment functions.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

/// gnuplot script for a problem whose attainment has two optimizers: a box for each cost and loss, whose color is the
/// fraction of runs of the best less that of the next.
std::string attainment_script(const statistics::ProblemComparison& problem);

}  // namespace slalom::charts
