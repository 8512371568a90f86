// Critical-difference diagram (Demšar 2006): mean ranks on a line, and bars over those that are not statistically
// distinguishable.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::report {

/// gnuplot script for a ranking of at least two optimizers.
std::string rank_script(const Ranking& ranking, const std::string& title);

}  // namespace slalom::report
