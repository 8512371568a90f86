// How large a difference is, beside the test of whether there is one.
#pragma once

#include <span>

namespace slalom::statistics {

/// Share of all pairs (x, y) with x < y, ties counting one half: the probability that a run of x beats one of y where
/// lower is better (Mann and Whitney 1947; Agarwal et al. 2021). NaN if either is empty.
double probability_of_improvement(std::span<const double> x, std::span<const double> y);

/// Matched-pairs rank-biserial correlation of differences: (W+ − W−) / (W+ + W−), from −1 to 1 (Kerby 2014). 0 if all
/// differences are 0.
double rank_biserial(std::span<const double> differences);

}  // namespace slalom::statistics
