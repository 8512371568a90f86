// The confidence of intervals that belong to tests.
#pragma once

#include <algorithm>

namespace slalom::statistics {

/// Of 1,000 resamples no more than this can be seen.
inline constexpr double max_confidence = 0.995;

/// For tests at level `alpha`.
inline double confidence_at(double alpha) { return std::min(1 - alpha, max_confidence); }

}  // namespace slalom::statistics
