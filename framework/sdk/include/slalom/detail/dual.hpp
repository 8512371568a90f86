// Forward-mode automatic differentiation: a number with its derivatives by a few variables.
#pragma once

#include <slalom/detail/differentiable.hpp>

namespace [[gnu::visibility("hidden")]] slalom {
namespace math {

/// Number: double, or a Dual for second derivatives. many: in a loop over many of them.
template <class Number, int N, bool many = false>
struct Dual {
  static constexpr bool in_loop = many;
  Number value{};
  Number slopes[N]{};

  Dual() = default;
  Dual(double constant) : value(constant) {}  // NOLINT(google-explicit-constructor): numbers are constants
  /// The variable number k of N.
  Dual(const Number& x, int k) : value(x) { slopes[k] = Number(1); }

  /// f(a) of value f and derivative df.
  static Dual chain(const Number& f, const Dual& a, const auto& df) {
    Dual y;
    y.value = f;
    for (int k = 0; k < N; ++k) y.slopes[k] = a.slopes[k] * df;
    return y;
  }
  /// f(a, b) of value f and derivatives fa and fb.
  static Dual chain(const Number& f, const Dual& a, const auto& fa, const Dual& b, const auto& fb) {
    Dual y;
    y.value = f;
    for (int k = 0; k < N; ++k) y.slopes[k] = a.slopes[k] * fa + b.slopes[k] * fb;
    return y;
  }
  /// a + c
  static Dual shifted(const Number& f, const Dual& a) {
    Dual y = a;
    y.value = f;
    return y;
  }
};

template <class Number, int N, bool many>
inline constexpr bool is_differentiable<Dual<Number, N, many>> = true;

}  // namespace math
}  // namespace slalom
