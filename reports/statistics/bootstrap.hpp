// Bootstrap confidence intervals (Efron and Tibshirani 1993), the same in every run: resamples are drawn by counter.
#pragma once

#include "statistics/comparison.hpp"

#include <span>
#include <vector>

namespace slalom::statistics {

inline constexpr std::size_t bootstrap_resamples = 1000;
inline constexpr double confidence = 0.95;
inline constexpr std::size_t min_for_interval = 5;  // observations: of four it would hold 87 %
/// Of more observations the acceleration, which falls as 1/√n, is taken for 0: to leave each out takes n² steps.
inline constexpr std::size_t max_for_acceleration = 1000;

/// Fills `indices` with draws from 0 … indices.size()-1, with replacement. They depend on nothing but the resample's
/// number, the stratum and the size.
void resample(std::size_t number, std::span<std::size_t> indices, std::uint64_t stratum = 0);

/// Bias-corrected and accelerated interval (Efron 1987, DiCiccio and Efron 1996) from a statistic's value, its values
/// on resamples and its values with each observation left out. Where some are infinite: the percentile interval.
/// `left_one_out` may be empty: no acceleration.
Interval bca_interval(double value, std::vector<double> resampled, std::span<const double> left_one_out, double level);

/// The plain quantiles of a statistic's values on resamples.
Interval percentile_interval(std::vector<double> resampled, double level);

/// The level to ask for so that an interval is as wide as with the unbiased variance: a bootstrap's is too small by
/// n / (n − 1) (Efron 1982, section 5.7; Hesterberg 2015). With it 95 % intervals cover 95 %, tested at n = 10 and 30.
double widened_level(double level, std::size_t n);

/// Of an ascending sample.
using Statistic = double (*)(std::span<const double> ascending);

/// The statistic with its BCa interval of confidence `level`, widened; values may be infinite.
Estimate estimate(std::vector<double> values, Statistic statistic, double level = confidence);

}  // namespace slalom::statistics
