// Sums over vectors, vectorised, and the sign.
#pragma once

#include <slalom/linear_algebra.hpp>

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

/// A vector for sums, which are in double: in float squares overflow above 1.8e19 and vanish below 1e-19.
template <class T>
auto for_sums(const T& a) {
  return as_vector(std::span(a)).template cast<double>();
}

double dot(const Numbers auto& a, const Numbers auto& b) { return for_sums(a).dot(for_sums(b)); }
double squared_norm(const Numbers auto& a) { return for_sums(a).squaredNorm(); }
double distance(const Numbers auto& a, const Numbers auto& b) { return (for_sums(a) - for_sums(b)).norm(); }
double norm(const Numbers auto& a) { return for_sums(a).norm(); }

/// Sum of absolute values.
double norm1(const Numbers auto& a) { return for_sums(a).template lpNorm<1>(); }

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
