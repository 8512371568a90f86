#pragma once

#include <limits>

namespace slalom::statistics {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace slalom::statistics
