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

auto dot(const Numbers auto& a, const Numbers auto& b) { return as_vector(std::span(a)).dot(as_vector(std::span(b))); }
auto squared_norm(const Numbers auto& a) { return as_vector(std::span(a)).squaredNorm(); }
auto distance(const Numbers auto& a, const Numbers auto& b) {
  return (as_vector(std::span(a)) - as_vector(std::span(b))).norm();
}
auto norm(const Numbers auto& a) { return as_vector(std::span(a)).norm(); }

/// Sum of absolute values.
auto norm1(const Numbers auto& a) { return as_vector(std::span(a)).template lpNorm<1>(); }

/// The size of a step over 1 + how many of its numbers agree with the gradient in sign: what the steps of those are
/// multiplied by when the others are left out. Liang et al. (2024), Cautious optimizers.
auto cautious_scale(const Numbers auto& step, const Numbers auto& gradient) {
  const auto s = as_vector(std::span(step));
  const auto g = as_vector(std::span(gradient));
  using Real = std::remove_cvref_t<decltype(s[0])>;
  const auto agreeing = ((s.array() * g.array()) > 0).count();
  return static_cast<Real>(s.size()) / static_cast<Real>(agreeing + 1);
}

/// -1, 0 or 1; 0 for NaN.
template <class Real>
Real sign(Real x) {
  return static_cast<Real>((x > 0) - (x < 0));
}

}  // namespace slalom
