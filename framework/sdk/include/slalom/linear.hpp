// Sums over vectors, vectorised, and the sign.
#pragma once

#include <slalom/linear_algebra.hpp>

#include <cmath>
#include <iterator>
#include <ranges>

/// Before a loop whose rounds touch different memory: GCC gives up vectorising where it would have to tell many vectors
/// apart at run time.
#ifdef __clang__
#define SLALOM_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define SLALOM_INDEPENDENT _Pragma("GCC ivdep")
#endif

namespace [[gnu::visibility("hidden")]] slalom {

/// Any contiguous vector of numbers.
template <class T>
concept Numbers = std::ranges::contiguous_range<T> && std::is_floating_point_v<std::ranges::range_value_t<T>>;

/// term(0) + ... + term(n - 1). In double: in float squares overflow above 1.8e19 and vanish below 1e-19. In eight
/// parts: so it is vectorised, and the order does not depend on where vectors lie.
template <class Term>
double sum(std::size_t n, Term term) {
  constexpr std::size_t width = 8;
  double parts[width] = {};
  std::size_t i = 0;
  for (; i + width <= n; i += width)
    for (std::size_t j = 0; j < width; ++j) parts[j] += term(i + j);
  for (std::size_t j = 0; i < n; ++i, ++j) parts[j] += term(i);
  return ((parts[0] + parts[4]) + (parts[2] + parts[6])) + ((parts[1] + parts[5]) + (parts[3] + parts[7]));
}

double dot(const Numbers auto& a, const Numbers auto& b) {
  const auto *x = std::data(a), *y = std::data(b);
  return sum(std::size(a), [x, y](std::size_t i) { return static_cast<double>(x[i]) * static_cast<double>(y[i]); });
}
double squared_norm(const Numbers auto& a) { return dot(a, a); }
double norm(const Numbers auto& a) { return std::sqrt(squared_norm(a)); }
double distance(const Numbers auto& a, const Numbers auto& b) {
  const auto *x = std::data(a), *y = std::data(b);
  return std::sqrt(sum(std::size(a), [x, y](std::size_t i) {
    const double gap = static_cast<double>(x[i]) - static_cast<double>(y[i]);
    return gap * gap;
  }));
}

/// Sum of absolute values.
double norm1(const Numbers auto& a) {
  const auto* x = std::data(a);
  return sum(std::size(a), [x](std::size_t i) { return std::abs(static_cast<double>(x[i])); });
}

/// -1, 0 or 1; 0 for NaN.
template <class Real>
Real sign(Real x) {
  return static_cast<Real>((x > 0) - (x < 0));
}

/// Whether both are above 0, or both below it. A product would not tell where it is too small to be a number.
template <class Real>
bool agree(Real a, Real b) {
  return sign(a) * sign(b) > 0;
}

/// The size of a step over 1 + how many of its numbers agree with the gradient in sign: what the steps of those are
/// multiplied by when the others are left out. Liang et al. (2024), Cautious optimizers.
template <Numbers Step, Numbers Gradient>
auto cautious_scale(const Step& step, const Gradient& gradient) {
  using Real = std::ranges::range_value_t<Step>;
  std::size_t agreeing = 0;
  for (std::size_t i = 0; i < step.size(); ++i) agreeing += agree<Real>(step[i], gradient[i]) ? 1 : 0;
  return static_cast<Real>(step.size()) / static_cast<Real>(agreeing + 1);
}

}  // namespace slalom
