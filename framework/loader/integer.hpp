// How far a double can be taken for an integer.
#pragma once

namespace slalom::loader {

/// 2^53 - 1: beyond it, a double may stand for several integers.
inline constexpr double max_integer = 9007199254740991;

}  // namespace slalom::loader
