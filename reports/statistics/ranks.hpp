// Ranks with ties.
#pragma once

#include <span>
#include <vector>

namespace slalom::statistics {

/// Ranks from 1, the smallest value first; equal values share the mean of their ranks. Two neighbours count as equal if
/// they differ by at most `tolerance`. A NaN gets rank 0 and takes none away.
std::vector<double> ranks(std::span<const double> values, double tolerance = 0);

}  // namespace slalom::statistics
