// What numbers that carry derivatives have in common: arithmetic by the chain rule.
#pragma once

namespace [[gnu::visibility("hidden")]] slalom {
namespace math {

template <class T>
inline constexpr bool is_differentiable = false;
/// A number with derivatives: `value`, and what the rules below call.
template <class T>
concept Differentiable = is_differentiable<T>;

template <Differentiable T>
T operator+(const T& a, const T& b) {
  return T::chain(a.value + b.value, a, 1.0, b, 1.0);
}
template <Differentiable T>
T operator-(const T& a, const T& b) {
  return T::chain(a.value - b.value, a, 1.0, b, -1.0);
}
template <Differentiable T>
T operator*(const T& a, const T& b) {
  return T::chain(a.value * b.value, a, b.value, b, a.value);
}
template <Differentiable T>
T operator/(const T& a, const T& b) {
  const auto f = a.value / b.value;
  const auto slope = 1.0 / b.value;
  return T::chain(f, a, slope, b, -f * slope);
}

template <Differentiable T>
T operator+(const T& a, double b) {
  return T::shifted(a.value + b, a);
}
template <Differentiable T>
T operator+(double a, const T& b) {
  return T::shifted(a + b.value, b);
}
template <Differentiable T>
T operator-(const T& a, double b) {
  return T::shifted(a.value - b, a);
}
template <Differentiable T>
T operator-(double a, const T& b) {
  return T::chain(a - b.value, b, -1.0);
}
template <Differentiable T>
T operator*(const T& a, double b) {
  return T::chain(a.value * b, a, b);
}
template <Differentiable T>
T operator*(double a, const T& b) {
  return T::chain(a * b.value, b, a);
}
template <Differentiable T>
T operator/(const T& a, double b) {
  return T::chain(a.value / b, a, 1 / b);
}
template <Differentiable T>
T operator/(double a, const T& b) {
  const auto f = a / b.value;
  return T::chain(f, b, -f / b.value);
}
template <Differentiable T>
T operator-(const T& a) {
  return T::chain(-a.value, a, -1.0);
}
template <Differentiable T>
T operator+(const T& a) {
  return a;
}

template <Differentiable T>
T& operator+=(T& a, const auto& b) {
  return a = a + b;
}
template <Differentiable T>
T& operator-=(T& a, const auto& b) {
  return a = a - b;
}
template <Differentiable T>
T& operator*=(T& a, const auto& b) {
  return a = a * b;
}
template <Differentiable T>
T& operator/=(T& a, const auto& b) {
  return a = a / b;
}

/// The number without its derivatives, of whatever order.
inline double value_of(double x) { return x; }
template <Differentiable T>
double value_of(const T& x) {
  return value_of(x.value);
}

// Comparisons are those of the numbers without derivatives.
template <class A, class B>
concept EitherDifferentiable = Differentiable<A> || Differentiable<B>;
template <class A, class B>
  requires EitherDifferentiable<A, B>
bool operator<(const A& a, const B& b) {
  return value_of(a) < value_of(b);
}
template <class A, class B>
  requires EitherDifferentiable<A, B>
bool operator>(const A& a, const B& b) {
  return value_of(a) > value_of(b);
}
template <class A, class B>
  requires EitherDifferentiable<A, B>
bool operator<=(const A& a, const B& b) {
  return value_of(a) <= value_of(b);
}
template <class A, class B>
  requires EitherDifferentiable<A, B>
bool operator>=(const A& a, const B& b) {
  return value_of(a) >= value_of(b);
}
template <class A, class B>
  requires EitherDifferentiable<A, B>
bool operator==(const A& a, const B& b) {
  return value_of(a) == value_of(b);
}

}  // namespace math
}  // namespace slalom
