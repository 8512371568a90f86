// What a function tells of itself, and where it starts: what <slalom/function.hpp> declares.
#pragma once

#include <slalom/function.hpp>

#include <cmath>
#include <string>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {

SLALOM_INLINE std::size_t Function::dimension(int default_value, int least) const {
  return static_cast<std::size_t>(setting("dimension", default_value, at_least(least), "number of variables"));
}

SLALOM_INLINE void Function::domain(std::vector<double> from, std::vector<double> to) {
  description.dimension = from.size();
  window(from.front(), to.front(), from.back(), to.back());
  description.lower = std::move(from);
  description.upper = std::move(to);
}

SLALOM_INLINE void Function::domain(std::size_t dimension, double from, double to) {
  domain(std::vector<double>(dimension, from), std::vector<double>(dimension, to));
}

SLALOM_INLINE void Function::window(double x_from, double x_to, double y_from, double y_to) {
  if (description.dimension == 2) description.window = {x_from, x_to, y_from, y_to};
}

SLALOM_INLINE void Function::minimum(double value, std::vector<std::vector<double>> points) {
  if (!std::isfinite(value))
    skip("its least value is not finite in " + std::to_string(description.dimension) + " dimensions");
  description.minimum = value;
  description.minimizers = std::move(points);
}

SLALOM_INLINE std::vector<double> Function::everywhere(double x) const {
  return std::vector<double>(description.dimension, x);
}

namespace detail {

SLALOM_INLINE Vector<double> inside(const Description& d) {
  Vector<double> x(d.dimension);
  for (std::size_t i = 0; i < d.lower.size(); ++i) x[i] = 0.4 * d.lower[i] + 0.6 * d.upper[i];
  return x;
}

SLALOM_INLINE void start_within_domain(const Description& d, Random& random, std::span<double> x) {
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = random.uniform(d.lower.at(i), d.upper.at(i));
}

}  // namespace detail
}  // namespace slalom
