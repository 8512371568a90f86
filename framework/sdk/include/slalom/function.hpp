// Write a formula, get a problem: gradient and Hessian-vector products come from automatic differentiation.
#pragma once

#include <slalom/math.hpp>
#include <slalom/problem.hpp>
#include <slalom/sum.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

/// Base of a function of a vector. Its constructor calls `domain` and, where it is known, `minimum`. It has
///   template <class T> T operator()(std::span<const T> x) const
/// and, optionally,
///   void gradient(std::span<const double> x, std::span<double> g) const     where it can be had faster
///   void start(slalom::Random&, std::span<double> x) const                  else uniform over the domain
class Function : public Settings<double> {
 public:
  static constexpr slalom_real preferred = SLALOM_FLOAT64;
  Description description;

 protected:
  Random random() const { return Random(context().random); }
  /// The setting `dimension`, for functions that are defined for any.
  SLALOM_INLINE std::size_t dimension(int default_value = 2, int least = 1) const;
  /// from <= x <= to, and so the window of plots of functions of two variables.
  SLALOM_INLINE void domain(std::vector<double> from, std::vector<double> to);
  /// The same in every coordinate.
  SLALOM_INLINE void domain(std::size_t dimension, double from, double to);
  /// Where a plot shows more than over the whole domain; call it after `domain`. Only for two variables.
  SLALOM_INLINE void window(double x_from, double x_to, double y_from, double y_to);
  /// The least value, and all known minima: those at which it is reached first, then the local ones. Skips the problem
  /// where the value is beyond the numbers that there are, as products are in many dimensions.
  SLALOM_INLINE void minimum(double value, std::vector<std::vector<double>> points);
  /// The point with the same number in every coordinate; call it after `domain`.
  SLALOM_INLINE std::vector<double> everywhere(double x) const;
};

namespace detail {

/// A point of the domain that is not special.
SLALOM_INLINE Vector<double> inside(const Description& d);
SLALOM_INLINE void start_within_domain(const Description& d, Random& random, std::span<double> x);

/// A formula with the memory that its derivatives need: by forward mode where there are one or two variables, else by
/// reverse mode.
template <class Formula>
class Differentiated {
  using Forward = math::Dual<double, 2>;
  using Second = math::Dual<double, 1>;
  static constexpr std::size_t few = 2;

 public:
  explicit Differentiated(const Formula& f)
      : formula_(f),
        forward_(few),
        tape_(f.description.dimension > few ? f.description.dimension : 0),
        second_tape_(f.description.dimension) {
    for (std::size_t i = 0; i < few; ++i) forward_[i] = Forward(0, static_cast<int>(i));
    // Once, so that the tapes have the memory that they need.
    const auto w = inside(f.description);
    Vector<double> result(w.size());
    value_and_gradient(w, result);
    hessian_vector(w, w, result);
  }

  double value_and_gradient(std::span<const double> w, std::span<double> gradient) {
    if constexpr (requires { formula_.gradient(w, gradient); }) {
      formula_.gradient(w, gradient);
      return formula_(w);
    } else if (w.size() <= few) {
      for (std::size_t i = 0; i < w.size(); ++i) forward_[i].value = w[i];
      const Forward f = formula_(std::span<const Forward>(forward_.data(), w.size()));
      for (std::size_t i = 0; i < w.size(); ++i) gradient[i] = f.slopes[i];
      return f.value;
    } else {
      return tape_.differentiate(formula_, w.data(), gradient.data());
    }
  }
  /// The derivative of the gradient along v.
  void hessian_vector(std::span<const double> w, std::span<const double> v, std::span<double> product) {
    for (std::size_t i = 0; i < w.size(); ++i) {
      second_tape_.x()[i].value = w[i];
      second_tape_.x()[i].slopes[0] = v[i];
    }
    second_tape_.differentiate(formula_);
    for (std::size_t i = 0; i < w.size(); ++i) product[i] = second_tape_.gradient()[i].slopes[0];
  }

 private:
  const Formula& formula_;
  Vector<Forward> forward_;
  math::Tape<double> tape_;
  math::Tape<Second> second_tape_;
};

/// A Function as a Problem, computed in double for both real types.
template <class Formula>
struct FunctionLoss : Formula {
  using Workspace = Differentiated<Formula>;
  template <class>
  using Loss = FunctionLoss;

  double evaluate(Workspace& f, std::span<const double> w, Batch, std::span<double> gradient) const {
    return gradient.empty() ? (*this)(w) : f.value_and_gradient(w, gradient);
  }
  void hessian_vector(Workspace& f, std::span<const double> w, Batch, std::span<const double> v,
                      std::span<double> product) const {
    f.hessian_vector(w, v, product);
  }
  void start(Random& random, std::span<double> x) const {
    if constexpr (requires { Formula::start(random, x); }) {
      std::ranges::fill(x, 0.0);
      Formula::start(random, x);
    } else {
      start_within_domain(this->description, random, x);
    }
  }
};

}  // namespace detail
}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/function.hpp>
#endif

/// Formula: a class with operator()(std::span<const T>). Name as in suites; source: author, year, equation.
#define SLALOM_FUNCTION(Formula, name, title, source) \
  SLALOM_PROBLEM(::slalom::detail::FunctionLoss<Formula>::Loss, name, title, source)
