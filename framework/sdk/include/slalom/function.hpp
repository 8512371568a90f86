// Write a formula, get a problem: gradient and Hessian-vector products come from automatic differentiation.
#pragma once

#include <slalom/math.hpp>
#include <slalom/problem.hpp>
#include <slalom/sum.hpp>

#include <algorithm>
#include <cmath>
#include <string>

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
  std::size_t dimension(int default_value = 2, int least = 1) const {
    return static_cast<std::size_t>(setting("dimension", default_value, at_least(least), "number of variables"));
  }
  /// from <= x <= to, and so the window of plots of functions of two variables.
  void domain(std::vector<double> from, std::vector<double> to) {
    description.dimension = from.size();
    window(from.front(), to.front(), from.back(), to.back());
    description.lower = std::move(from);
    description.upper = std::move(to);
  }
  /// The same in every coordinate.
  void domain(std::size_t dimension, double from, double to) {
    domain(std::vector<double>(dimension, from), std::vector<double>(dimension, to));
  }
  /// Where a plot shows more than over the whole domain; call it after `domain`. Only for two variables.
  void window(double x_from, double x_to, double y_from, double y_to) {
    if (description.dimension == 2) description.window = {x_from, x_to, y_from, y_to};
  }
  /// The least value, and all known minima: those at which it is reached first, then the local ones. Skips the problem
  /// where the value is beyond the numbers that there are, as products are in many dimensions.
  void minimum(double value, std::vector<std::vector<double>> points) {
    if (!std::isfinite(value))
      skip("its least value is not finite in " + std::to_string(description.dimension) + " dimensions");
    description.minimum = value;
    description.minimizers = std::move(points);
  }
  /// The point with the same number in every coordinate; call it after `domain`.
  std::vector<double> everywhere(double x) const { return std::vector<double>(description.dimension, x); }
};

namespace detail {

/// A formula with the memory that its derivatives need: by forward mode where there are one or two variables, else by
/// reverse mode.
template <class Formula>
class Differentiated {
  using Forward = math::Dual<double, 2>;
  using Second = math::Dual<double, 1>;
  static constexpr std::size_t few = 2;

 public:
  Vector<double> x, g;

  [[gnu::noinline]] explicit Differentiated(const Formula& f)
      : x(f.description.dimension), g(x.size()), formula_(f), forward_(few), tape_(x.size() > few ? x.size() : 0) {
    for (std::size_t i = 0; i < few; ++i) forward_[i] = Forward(0, static_cast<int>(i));
    // Once, so that the tapes have the memory that they need.
    const auto& d = f.description;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = d.lower.empty() ? 0 : 0.4 * d.lower[i] + 0.6 * d.upper[i];
    value_and_gradient(x, g);
    hessian_vector(x, g);
  }

  // Not inlined: the functions below are compiled once, not once for each real type.
  [[gnu::noinline]] double value(std::span<const double> w) const { return formula_(w); }
  [[gnu::noinline]] double value_and_gradient(std::span<const double> w, std::span<double> gradient) {
    if constexpr (requires { formula_.gradient(w, gradient); }) {
      formula_.gradient(w, gradient);
      return value(w);
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
  [[gnu::noinline]] void hessian_vector(std::span<const double> v, std::span<double> product) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      second_tape_.x()[i].value = x[i];
      second_tape_.x()[i].slopes[0] = v[i];
    }
    second_tape_.differentiate(formula_);
    for (std::size_t i = 0; i < x.size(); ++i) product[i] = second_tape_.gradient()[i].slopes[0];
  }

 private:
  const Formula& formula_;
  Vector<Forward> forward_;
  math::Tape<double> tape_;
  math::Tape<Second> second_tape_{x.size()};
};

template <class Formula>
[[gnu::noinline]] void start_formula(const Formula& formula, Random& random, std::span<double> x) {
  if constexpr (requires { formula.start(random, x); }) {
    formula.start(random, x);
  } else {
    const auto& d = formula.description;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = random.uniform(d.lower.at(i), d.upper.at(i));
  }
}

/// A Function as a Problem. Formulas are computed in double; float32 rounds what goes in and comes out.
template <class Formula>
struct FunctionLoss {
  template <class Real>
  struct Loss : Formula {
    using Workspace = Differentiated<Formula>;

    static void copy(const auto& from, auto& to) {
      using To = std::remove_cvref_t<decltype(to[0])>;
      for (std::size_t i = 0; i < from.size(); ++i) to[i] = static_cast<To>(from[i]);
    }

    double evaluate(Workspace& f, std::span<const Real> w, Batch, std::span<Real> gradient) const {
      if constexpr (std::is_same_v<Real, double>) {
        return gradient.empty() ? f.value(w) : f.value_and_gradient(w, gradient);
      } else {
        copy(w, f.x);
        if (gradient.empty()) return f.value(f.x);
        const double value = f.value_and_gradient(f.x, f.g);
        copy(f.g, gradient);
        return value;
      }
    }
    void hessian_vector(Workspace& f, std::span<const Real> w, Batch, std::span<const Real> v,
                        std::span<Real> product) const {
      copy(w, f.x);
      copy(v, f.g);
      f.hessian_vector(f.g, f.g);
      copy(f.g, product);
    }
    void start(Random& random, std::span<Real> w) const {
      Vector<double> x(w.size());
      start_formula(static_cast<const Formula&>(*this), random, std::span<double>(x));
      copy(x, w);
    }
  };
};

}  // namespace detail
}  // namespace slalom

/// Formula: a class with operator()(std::span<const T>). Name as in suites; source: author, year, equation.
#define SLALOM_FUNCTION(Formula, name, title, source) \
  SLALOM_PROBLEM(::slalom::detail::FunctionLoss<Formula>::Loss, name, title, source)
