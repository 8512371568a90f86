// Colors that people with any kind of color vision can tell apart (Okabe and Ito 2008, without their yellow, which
// white paper swallows), and dash patterns for variants of one color.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

/// "#0072b2"; lighter when the dash patterns are used up.
std::string color(const statistics::Style& style);

/// A gnuplot dash type: "solid" or "(8,4)".
std::string dash(const statistics::Style& style);

}  // namespace slalom::charts
