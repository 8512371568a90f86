// Below which differences are rounding.
#pragma once

namespace slalom::statistics {

inline constexpr double round_off = 1e-9;            ///< of statistics
inline constexpr double relative_round_off = 1e-12;  ///< of sums of the same numbers in another order

}  // namespace slalom::statistics
