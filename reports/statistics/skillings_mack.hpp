// Do optimizers differ over problems, where some have no result on some? (Skillings and Mack 1981)
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace slalom::statistics {

struct SkillingsMack {
  double statistic = 0;            ///< T; without missing scores and ties Friedman's chi-squared
  std::size_t degrees = 0;         ///< of freedom
  double p = 1;                    ///< from the chi-squared distribution, or by permutation
  std::vector<double> mean_ranks;  ///< by column: weighted ranks on the scale of complete rows; NaN: nothing to compare
  std::vector<std::size_t> rows;   ///< by column: in which it was compared with others
};

/// Of rows (problems) of scores (optimizers), lower is better, NaN is missing. Within a row the scores that there are
/// get ranks, a missing one the mean rank, and a row of k scores the weight √(12 / (k + 1)) (equations 3.1 to 3.3).
/// Rows with fewer than two scores say nothing. p is 1, and the statistic 0, where the rows do not connect all columns.
/// `permutation`: p from 20,000 orders of the scores within rows, as for few problems the distribution is not
/// chi-squared.
SkillingsMack skillings_mack_test(std::span<const std::vector<double>> scores, bool permutation);

}  // namespace slalom::statistics
