// How far mean ranks differ by chance: every problem's ranks may be in any order.
#pragma once

#include <span>
#include <vector>

namespace slalom::statistics {

/// The permutation distribution of two statistics of mean ranks. It is exact where there are at most 20,000 orders (the
/// first problem's order may stay), else from so many drawn by counter, the observed one among them.
struct RankPermutations {
  std::vector<double> squares;  ///< of mean ranks, summed up: Friedman's chi-squared is a function of it; ascending
  std::vector<double> ranges;   ///< largest less smallest mean rank, ascending

  /// `rows`: ranks of the optimizers, one row a problem.
  explicit RankPermutations(std::span<const std::vector<double>> rows);
};

/// Fraction of the ascending values that are at least `value`, up to round-off.
double tail(std::span<const double> ascending, double value);

/// The smallest of the ascending values whose tail is below `alpha`; NaN if there is none.
double critical_value(std::span<const double> ascending, double alpha);

}  // namespace slalom::statistics
