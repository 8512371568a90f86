// Tests of paired differences.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace slalom::statistics {

struct SignedRank {
  std::size_t count = 0;  ///< differences that are not 0
  double statistic = 0;   ///< W+, the sum of the ranks of positive differences
  double p = 1;           ///< two-sided
};

/// Wilcoxon's signed-rank test of differences that are symmetric about 0 under the null hypothesis (Wilcoxon 1945).
/// Differences of 0 are dropped; equal sizes share ranks; infinite ones are the largest. The distribution is exact,
/// with ties too, for up to 50 differences, beyond that normal with the correction for ties.
SignedRank signed_rank_test(std::span<const double> differences);

/// p-values corrected for their number, in the same order (Holm 1979).
std::vector<double> holm(std::span<const double> p);

}  // namespace slalom::statistics
