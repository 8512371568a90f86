// Critical-difference diagram (Demšar 2006): mean ranks on a line, and bars over those that are not statistically
// distinguishable.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

/// gnuplot script for a ranking of at least two optimizers.
std::string rank_script(const statistics::Ranking& ranking, const std::string& title);

}  // namespace slalom::charts
