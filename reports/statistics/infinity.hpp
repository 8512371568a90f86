#pragma once

#include <limits>

namespace slalom::report {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace slalom::report
