#include "statistics/studentized_range.hpp"

#include "statistics/distributions.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/roots.hpp>

#include <cmath>

namespace slalom::statistics {

double range_tail(double q, std::size_t k) {
  if (q <= 0) return 1;
  // P(range ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z − q))^(k−1) dz, where z is the largest.
  const auto density = [&](double z) {
    return normal_density(z) * std::pow(normal_cdf(z) - normal_cdf(z - q), static_cast<double>(k) - 1);
  };
  using Quadrature = boost::math::quadrature::gauss_kronrod<double, 61>;
  return std::max(0.0, 1 - static_cast<double>(k) * Quadrature::integrate(density, -9.0, 9.0 + q, 10, 1e-13));
}

double range_quantile(double tail, std::size_t k) {
  std::uintmax_t rounds = 200;
  const auto [low, high] =
      boost::math::tools::toms748_solve([&](double q) { return tail - range_tail(q, k); }, 0.0, 100.0,
                                        boost::math::tools::eps_tolerance<double>(45), rounds);
  return (low + high) / 2;
}

}  // namespace slalom::statistics
