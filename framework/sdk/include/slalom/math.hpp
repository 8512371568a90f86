// What formulas are written with: the same names for numbers and for those that carry derivatives.
#pragma once

#include <slalom/detail/differentiable.hpp>
#include <slalom/detail/libmvec.hpp>

#include <cmath>
#include <numbers>

namespace [[gnu::visibility("hidden")]] slalom {
namespace math {

using std::abs, std::acos, std::asin, std::atan, std::cos, std::cosh, std::exp, std::floor, std::log, std::pow,
    std::sin, std::sinh, std::sqrt, std::tan, std::tanh;
using std::numbers::e, std::numbers::pi;

template <class T>
T square(const T& x) {
  if constexpr (Differentiable<T>)
    return T::chain(x.value * x.value, x, 2.0 * x.value);
  else
    return x * x;
}

template <Differentiable T>
T exp(const T& x) {
  const auto f = exp(x.value);
  return T::chain(f, x, f);
}
template <Differentiable T>
T log(const T& x) {
  return T::chain(log(x.value), x, 1.0 / x.value);
}
/// Where the mathematics has no derivative, at 0, it is given as 0, a subgradient: |x| and the Euclidean norm then have
/// a gradient of 0 at their minimum, not one of some direction or NaN.
template <Differentiable T>
T sqrt(const T& x) {
  if (x == 0.0) return T(0);
  const auto f = sqrt(x.value);
  return T::chain(f, x, 0.5 / f);
}
template <Differentiable T>
T abs(const T& x) {
  return x < 0.0 ? -x : x == 0.0 ? T(0) : x;  // NaN stays NaN
}
/// Its derivative is 0.
template <Differentiable T>
T floor(const T& x) {
  return T(floor(value_of(x)));
}

/// A number whose sine and cosine are both computed for vectors.
template <class T>
concept InLoop = requires(const T& x) {
  requires T::in_loop;
  slalom_sin(x.value);
};
template <Differentiable T>
T cos(const T& x);
template <Differentiable T>
T sin(const T& x) {
  if constexpr (InLoop<T>)
    return T::chain(slalom_sin(x.value), x, slalom_cos(x.value));
  else
    return T::chain(sin(x.value), x, cos(x.value));
}
template <Differentiable T>
T cos(const T& x) {
  if constexpr (InLoop<T>)
    return T::chain(slalom_cos(x.value), x, -slalom_sin(x.value));
  else
    return T::chain(cos(x.value), x, -sin(x.value));
}
template <Differentiable T>
T tan(const T& x) {
  const auto f = tan(x.value);
  return T::chain(f, x, 1.0 + f * f);
}
template <Differentiable T>
T asin(const T& x) {
  return T::chain(asin(x.value), x, 1.0 / sqrt(1.0 - x.value * x.value));
}
template <Differentiable T>
T acos(const T& x) {
  return T::chain(acos(x.value), x, -1.0 / sqrt(1.0 - x.value * x.value));
}
template <Differentiable T>
T atan(const T& x) {
  return T::chain(atan(x.value), x, 1.0 / (1.0 + x.value * x.value));
}
template <Differentiable T>
T cosh(const T& x);
template <Differentiable T>
T sinh(const T& x) {
  return T::chain(sinh(x.value), x, cosh(x.value));
}
template <Differentiable T>
T cosh(const T& x) {
  return T::chain(cosh(x.value), x, sinh(x.value));
}
template <Differentiable T>
T tanh(const T& x) {
  const auto f = tanh(x.value);
  return T::chain(f, x, 1.0 - f * f);
}

template <Differentiable T>
T pow(const T& x, double p) {
  return T::chain(pow(x.value, p), x, p * pow(x.value, p - 1));
}
template <Differentiable T>
T pow(double x, const T& p) {
  const auto f = pow(x, p.value);
  return T::chain(f, p, std::log(x) * f);
}
/// For x > 0.
template <Differentiable T>
T pow(const T& x, const T& p) {
  const auto f = pow(x.value, p.value);
  return T::chain(f, x, p.value * pow(x.value, p.value - 1.0), p, log(x.value) * f);
}

}  // namespace math
}  // namespace slalom
