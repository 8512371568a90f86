// Do optimizers differ over problems at all, and which ones do? (Demšar 2006, section 3.2.2)
#pragma once

#include <span>
#include <vector>

namespace slalom::statistics {

struct Friedman {
  std::vector<double> mean_ranks;  ///< by column
  double chi_squared = 0;          ///< corrected for ties
  double p = 1;                    ///< from the chi-squared distribution
  double f = 0, f_p = 1;           ///< Iman and Davenport (1980), less conservative; f_p is NaN where f is infinite
  double concordance = 0;          ///< Kendall's W, from 0 (no agreement of problems) to 1
};

/// Of rows (problems) of scores (optimizers), lower is better. At least two rows and two columns.
Friedman friedman_test(std::span<const std::vector<double>> scores);

/// Mean ranks that differ by more are different at level `alpha` (Nemenyi 1963).
double critical_difference(std::size_t optimizers, std::size_t problems, double alpha);

/// p-value of a difference of mean ranks by Nemenyi's test.
double nemenyi_p(double difference, std::size_t optimizers, std::size_t problems);

}  // namespace slalom::statistics
