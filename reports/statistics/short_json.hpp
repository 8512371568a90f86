// Numbers as short JSON.
#pragma once

#include "statistics/comparison.hpp"

namespace slalom::statistics {

/// The number with that many significant digits; whole ones keep all, and have no ".0".
Json short_json(double value, int digits);

}  // namespace slalom::statistics
