#include "statistics/friedman.hpp"

#include "statistics/distributions.hpp"
#include "statistics/ranks.hpp"
#include "statistics/studentized_range.hpp"

#include <cmath>
#include <limits>
#include <map>

namespace slalom::statistics {

namespace {

double standard_error(std::size_t optimizers, std::size_t problems) {
  const auto k = static_cast<double>(optimizers), n = static_cast<double>(problems);
  return std::sqrt(k * (k + 1) / (6 * n));
}

/// Σ (t³ − t) over groups of t equal ranks.
double ties(const std::vector<double>& row) {
  std::map<double, double> sizes;
  for (double r : row) ++sizes[r];
  double sum = 0;
  for (const auto& [_, t] : sizes) sum += t * t * t - t;
  return sum;
}

}  // namespace

Friedman friedman_test(std::span<const std::vector<double>> scores) {
  const auto n = static_cast<double>(scores.size()), k = static_cast<double>(scores.front().size());
  Friedman result;
  result.mean_ranks.assign(scores.front().size(), 0);
  double tied = 0;
  for (const auto& row : scores) {
    const auto r = ranks(row);
    for (std::size_t i = 0; i < r.size(); ++i) result.mean_ranks[i] += r[i] / n;
    tied += ties(r);
  }
  double squares = 0;
  for (double r : result.mean_ranks) squares += r * r;
  const double correction = 1 - tied / (n * k * (k * k - 1));
  if (correction <= 0) return result;  // all are equal everywhere
  result.chi_squared = std::max(0.0, 12 * n / (k * (k + 1)) * (squares - k * (k + 1) * (k + 1) / 4) / correction);
  result.p = chi_squared_tail(result.chi_squared, k - 1);
  result.concordance = result.chi_squared / (n * (k - 1));
  const double rest = n * (k - 1) - result.chi_squared;
  result.f = rest > 1e-9 ? (n - 1) * result.chi_squared / rest : std::numeric_limits<double>::infinity();
  result.f_p =
      std::isinf(result.f) ? std::numeric_limits<double>::quiet_NaN() : f_tail(result.f, k - 1, (k - 1) * (n - 1));
  return result;
}

double critical_difference(std::size_t optimizers, std::size_t problems, double alpha) {
  return range_quantile(alpha, optimizers) / std::sqrt(2.0) * standard_error(optimizers, problems);
}

double nemenyi_p(double difference, std::size_t optimizers, std::size_t problems) {
  return range_tail(difference / standard_error(optimizers, problems) * std::sqrt(2.0), optimizers);
}

}  // namespace slalom::statistics
