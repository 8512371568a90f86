// Order statistics of samples that may hold infinities.
#pragma once

#include "statistics/comparison.hpp"

#include <span>
#include <vector>

namespace slalom::statistics {

/// The p-quantile of ascending values, linear between order statistics (Hyndman and Fan 1996, type 7: the default of
/// NumPy and R). Infinite where it falls beside an infinite value. NaN if there are none.
double quantile(std::span<const double> ascending, double p);

double median(std::span<const double> ascending);

/// Mean of the middle half of ascending values: a quarter of them, rounded down, is dropped at either end (Agarwal et
/// al. 2021). NaN if there are none.
double interquartile_mean(std::span<const double> ascending);

/// NaNs must not be among the values.
Quartiles quartiles(std::vector<double> values, bool higher_is_better = false);

}  // namespace slalom::statistics
