// The curves of all of an experiment's problems side by side, small.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

/// Whether there are so many problems that a picture of all of them helps, and optimizers that they share.
bool has_multiples(const statistics::ExperimentComparison& experiment);

/// A panel a problem, of the first measure over steps. The optimizers with the best mean ranks have their colors, the
/// rest is grey; the last panel is the legend.
std::string multiples_script(const statistics::ExperimentComparison& experiment);

}  // namespace slalom::charts
