// Write a formula, get a problem: the gradient comes from forward-mode automatic differentiation (Ceres' Jet).
#pragma once

#include <slalom/problem.hpp>

#include <ceres/jet.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace [[gnu::visibility("hidden")]] slalom {

/// What formulas are written with: the same names for numbers and for those that carry derivatives.
namespace math {
using ceres::atan, ceres::cos, ceres::cosh, ceres::exp, ceres::log, ceres::pow, ceres::sin, ceres::sinh, ceres::tan,
    ceres::tanh;
using std::abs, std::atan, std::cos, std::cosh, std::exp, std::log, std::pow, std::sin, std::sinh, std::sqrt, std::tan,
    std::tanh;
using std::numbers::e, std::numbers::pi;

template <class T>
T square(const T& x) {
  return x * x;
}

/// The derivative at 0 is given as 0, a subgradient, where the mathematics has none: |x| and the Euclidean norm then
/// have a gradient of 0 at their minimum, not one of some direction or NaN.
template <int N>
ceres::Jet<double, N> abs(const ceres::Jet<double, N>& x) {
  return x.a < 0 ? -x : x.a == 0 ? ceres::Jet<double, N>(0.0) : x;  // NaN stays NaN
}
template <int N>
ceres::Jet<double, N> sqrt(const ceres::Jet<double, N>& x) {
  return x.a == 0 ? ceres::Jet<double, N>(0.0) : ceres::sqrt(x);
}
}  // namespace math

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
  /// The least value, and all known minima: those at which it is reached first, then the local ones.
  void minimum(double value, std::vector<std::vector<double>> points) {
    description.minimum = value;
    description.minimizers = std::move(points);
  }
  /// The point with the same number in every coordinate; call it after `domain`.
  std::vector<double> everywhere(double x) const { return std::vector<double>(description.dimension, x); }
};

namespace detail {

/// Value and gradient of a formula, as many partial derivatives at a time as a Jet carries.
template <int Width, class Formula>
double differentiate(const Formula& formula, std::span<const double> x, std::vector<ceres::Jet<double, Width>>& jets,
                     std::span<double> g) {
  using Jet = ceres::Jet<double, Width>;
  double value = 0;
  for (std::size_t i = 0; i < x.size(); ++i) jets[i] = Jet(x[i]);
  for (std::size_t first = 0; first < x.size(); first += Width) {
    const auto last = std::min(first + Width, x.size());
    for (auto i = first; i < last; ++i) jets[i].v[static_cast<int>(i - first)] = 1;
    const Jet f = formula(std::span<const Jet>(jets));
    for (auto i = first; i < last; ++i) {
      g[i] = f.v[static_cast<int>(i - first)];
      jets[i].v.setZero();
    }
    value = f.a;
  }
  return value;
}

/// A formula with the memory that its gradient needs.
template <class Formula>
struct Differentiated {
  const Formula& formula;
  Vector<double> x, g;
  std::vector<ceres::Jet<double, 2>> narrow{x.size() <= 2 ? x.size() : 0};
  std::vector<ceres::Jet<double, 8>> wide{x.size() > 2 ? x.size() : 0};

  explicit Differentiated(const Formula& f) : formula(f), x(f.description.dimension), g(f.description.dimension) {}

  // Not inlined: the functions below are compiled once, not once for each real type.
  [[gnu::noinline]] double value() const { return formula(std::span<const double>(x)); }
  [[gnu::noinline]] double value_and_gradient() {
    if constexpr (requires { formula.gradient(std::span<const double>(x), std::span<double>(g)); }) {
      formula.gradient(std::span<const double>(x), std::span<double>(g));
      return value();
    } else {
      return narrow.empty() ? differentiate(formula, x, wide, g) : differentiate(formula, x, narrow, g);
    }
  }
  void start(Random& random) {
    if constexpr (requires { formula.start(random, std::span<double>(x)); }) {
      formula.start(random, std::span<double>(x));
    } else {
      const auto& d = formula.description;
      for (std::size_t i = 0; i < x.size(); ++i) x[i] = random.uniform(d.lower.at(i), d.upper.at(i));
    }
  }
};

/// A Function as a Problem. Formulas are computed in double; float32 rounds what goes in and comes out.
template <class Formula>
struct FunctionLoss {
  template <class Real>
  struct Loss : Formula {
    using Workspace = Differentiated<Formula>;

    double evaluate(Workspace& f, std::span<const Real> w, Batch, std::span<Real> gradient) const {
      std::ranges::copy(w, f.x.begin());
      if (gradient.empty()) return f.value();
      const double value = f.value_and_gradient();
      std::ranges::transform(f.g, gradient.begin(), [](double x) { return static_cast<Real>(x); });
      return value;
    }
    void start(Random& random, std::span<Real> w) const {
      Workspace f(*this);
      f.start(random);
      std::ranges::transform(f.x, w.begin(), [](double x) { return static_cast<Real>(x); });
    }
  };
};

}  // namespace detail
}  // namespace slalom

/// Formula: a class with operator()(std::span<const T>). Name as in suites; source: author, year, equation.
#define SLALOM_FUNCTION(Formula, name, title, source) \
  SLALOM_PROBLEM(::slalom::detail::FunctionLoss<Formula>::Loss, name, title, source)
