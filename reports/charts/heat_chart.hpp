// The trials of a search over two settings: where the good ones lie.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

/// True if some optimizer was searched in two or more numbers.
bool has_heat(const statistics::ProblemTuning& tuning);

/// gnuplot script for a search that has_heat: a panel an optimizer, over its first two numbers, the rank as color.
std::string heat_script(const statistics::ProblemTuning& tuning);

}  // namespace slalom::charts
