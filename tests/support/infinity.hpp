#pragma once

#include <limits>

namespace slalom::test {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace slalom::test
