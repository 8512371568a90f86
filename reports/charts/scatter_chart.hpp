// Training loss against test loss, one point per run.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

/// gnuplot script for a problem some of whose optimizers have a Generalization.
std::string scatter_script(const statistics::ProblemComparison& problem);

}  // namespace slalom::charts
