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
using ceres::abs, ceres::atan, ceres::cos, ceres::cosh, ceres::exp, ceres::log, ceres::pow, ceres::sin, ceres::sinh,
    ceres::sqrt, ceres::tan, ceres::tanh;
using std::abs, std::atan, std::cos, std::cosh, std::exp, std::log, std::pow, std::sin, std::sinh, std::sqrt, std::tan,
    std::tanh;
using std::numbers::e, std::numbers::pi;

template <class T>
T square(const T& x) {
  return x * x;
}
}  // namespace math

/// Base of a function of a vector, which has a member function
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
  /// x in [from, to] in every coordinate; also the window of plots in two dimensions.
  void domain(std::size_t dimension, double from, double to) {
    description.dimension = dimension;
    description.lower.assign(dimension, from);
    description.upper.assign(dimension, to);
    window(from, to, from, to);
  }
  void window(double x_from, double x_to, double y_from, double y_to) {
    description.window = {x_from, x_to, y_from, y_to};
  }
  /// The least value, and all known minima: those at which it is reached first, then the local ones.
  void minimum(double value, std::vector<std::vector<double>> points) {
    description.minimum = value;
    description.minimizers = std::move(points);
  }
};

namespace detail {

/// A Function as a Problem. Formulas are computed in double; float32 rounds what goes in and comes out.
template <class Formula>
struct FunctionLoss {
  template <class Real>
  struct Loss : Formula {
    struct Workspace {
      explicit Workspace(const Loss& f) : x(f.description.dimension), g(f.description.dimension) {}
      Vector<double> x, g;
      std::vector<ceres::Jet<double, 2>> narrow{x.size() <= 2 ? x.size() : 0};
      std::vector<ceres::Jet<double, 8>> wide{x.size() > 2 ? x.size() : 0};
    };

    double evaluate(Workspace& ws, std::span<const Real> w, Batch, std::span<Real> gradient) const {
      std::copy(w.begin(), w.end(), ws.x.begin());
      if (gradient.empty()) return (*this)(std::span<const double>(ws.x));
      double value = 0;
      if constexpr (requires { Formula::gradient(std::span<const double>(), std::span<double>()); }) {
        Formula::gradient(ws.x, ws.g);
        value = (*this)(std::span<const double>(ws.x));
      } else {
        value = ws.narrow.empty() ? differentiate(ws.x, ws.wide, ws.g) : differentiate(ws.x, ws.narrow, ws.g);
      }
      for (std::size_t i = 0; i < w.size(); ++i) gradient[i] = static_cast<Real>(ws.g[i]);
      return value;
    }

    void start(Random& random, std::span<Real> w) const {
      Vector<double> x(w.size());
      if constexpr (requires { Formula::start(random, std::span<double>()); }) {
        Formula::start(random, std::span<double>(x));
      } else {
        const auto& d = this->description;
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = random.uniform(d.lower.at(i), d.upper.at(i));
      }
      for (std::size_t i = 0; i < w.size(); ++i) w[i] = static_cast<Real>(x[i]);
    }

   private:
    /// As many partial derivatives at a time as a Jet carries.
    template <int Width>
    double differentiate(std::span<const double> x, std::vector<ceres::Jet<double, Width>>& jets,
                         std::span<double> g) const {
      double value = 0;
      for (std::size_t i = 0; i < x.size(); ++i) jets[i] = ceres::Jet<double, Width>(x[i]);
      for (std::size_t first = 0; first < x.size(); first += Width) {
        const auto last = std::min(first + Width, x.size());
        for (auto i = first; i < last; ++i) jets[i].v[static_cast<int>(i - first)] = 1;
        const auto f = (*this)(std::span<const ceres::Jet<double, Width>>(jets));
        for (auto i = first; i < last; ++i) {
          g[i] = f.v[static_cast<int>(i - first)];
          jets[i].v.setZero();
        }
        value = f.a;
      }
      return value;
    }
  };
};

}  // namespace detail
}  // namespace gnu::visibility("hidden")]]slalom

/// Formula: a class with operator()(std::span<const T>). Name as in suites; source: author, year, equation.
#define SLALOM_FUNCTION(Formula, name, title, source) \
  SLALOM_PROBLEM(::slalom::detail::FunctionLoss<Formula>::Loss, name, title, source)
