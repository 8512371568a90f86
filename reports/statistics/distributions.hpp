// Probabilities and quantiles of the distributions that tests are based on, by Boost.Math.
#pragma once

#include <cstddef>

namespace slalom::statistics {

/// Of the standard normal distribution. z may be infinite.
double normal_density(double z);
double normal_cdf(double z);
/// -infinity for p <= 0, infinity for p >= 1.
double normal_quantile(double p);

// The probability of x or more.
double chi_squared_tail(double x, double degrees);
double f_tail(double x, double degrees, double degrees_of_divisor);

/// The probability of at least `count` successes in n draws that succeed with probability p each; count >= 1.
double binomial_tail(std::size_t count, std::size_t n, double p);

}  // namespace slalom::statistics
