#include "statistics/distributions.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <limits>

namespace slalom::statistics {

double normal_density(double z) { return boost::math::pdf(boost::math::normal(), z); }

double normal_cdf(double z) {
  return std::isfinite(z) ? boost::math::cdf(boost::math::normal(), z) : (z > 0 ? 1.0 : 0.0);
}

double normal_quantile(double p) {
  if (p <= 0 || p >= 1)
    return p <= 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  return boost::math::quantile(boost::math::normal(), p);
}

double chi_squared_tail(double x, double degrees) {
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(degrees), x));
}

double f_tail(double x, double degrees, double degrees_of_divisor) {
  return boost::math::cdf(boost::math::complement(boost::math::fisher_f(degrees, degrees_of_divisor), x));
}

double binomial_tail(std::size_t count, std::size_t n, double p) {
  const boost::math::binomial draws(static_cast<double>(n), p);
  return boost::math::cdf(boost::math::complement(draws, static_cast<double>(count) - 1));
}

}  // namespace slalom::statistics
