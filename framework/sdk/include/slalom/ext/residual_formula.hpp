// Write residuals as formulas, get a problem with f = 1/2 sum_i r_i^2: its Jacobian and Hessian-vector products come
// from automatic differentiation.
#pragma once

#include <slalom/detail/dual.hpp>
#include <slalom/ext/residual_problem.hpp>
#include <slalom/math.hpp>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// A formula's residuals with derivatives by forward mode, a few variables at a time.
template <class Formula>
class DifferentiatedResiduals {
  static constexpr int width = 4;
  using Slopes = math::Dual<double, width>;
  using Second = math::Dual<Slopes, 1>;  // along v, and by the variables

 public:
  explicit DifferentiatedResiduals(const Formula& f)
      : x_(f.description.dimension), r_(f.residual_count), second_x_(x_.size()), second_r_(r_.size()) {}

  void jacobian(const Formula& f, std::span<const double> w, std::span<double> J) {
    const auto n = w.size();
    for (std::size_t i = 0; i < n; ++i) x_[i] = Slopes(w[i]);
    for_each_block(n, [&](std::size_t first, std::size_t count) {
      for (std::size_t k = 0; k < count; ++k) x_[first + k] = Slopes(w[first + k], static_cast<int>(k));
      f(std::span<const Slopes>(x_), std::span<Slopes>(r_));
      for (std::size_t i = 0; i < r_.size(); ++i) std::copy_n(r_[i].slopes, count, &J[i * n + first]);
      for (std::size_t k = 0; k < count; ++k) x_[first + k] = Slopes(w[first + k]);
    });
  }

  /// The derivative of J' r along v: J' (J v) + sum_i r_i H_i v.
  void hessian_vector(const Formula& f, std::span<const double> w, std::span<const double> v,
                      std::span<double> product) {
    const auto set = [&](std::size_t i, const Slopes& x) {
      second_x_[i].value = x;
      second_x_[i].slopes[0] = Slopes(v[i]);
    };
    for (std::size_t i = 0; i < w.size(); ++i) set(i, Slopes(w[i]));
    for_each_block(w.size(), [&](std::size_t first, std::size_t count) {
      for (std::size_t k = 0; k < count; ++k) set(first + k, Slopes(w[first + k], static_cast<int>(k)));
      f(std::span<const Second>(second_x_), std::span<Second>(second_r_));
      for (std::size_t k = 0; k < count; ++k) {
        double sum = 0;
        for (const Second& r : second_r_)
          sum += r.value.slopes[k] * r.slopes[0].value + r.value.value * r.slopes[0].slopes[k];
        product[first + k] = sum;
        set(first + k, Slopes(w[first + k]));
      }
    });
  }

 private:
  static void for_each_block(std::size_t n, auto body) {
    for (std::size_t first = 0; first < n; first += width) body(first, std::min<std::size_t>(width, n - first));
  }

  Vector<Slopes> x_, r_;
  Vector<Second> second_x_, second_r_;
};

/// The SumOfSquares that a formula of residuals is.
template <class Formula>
struct ResidualFormula : Formula {
  using Scratch = DifferentiatedResiduals<Formula>;

  void residuals(std::span<const double> at, std::span<double> values) const {
    static_cast<const Formula&>(*this)(at, values);
  }
  void jacobian(Scratch& scratch, std::span<const double> at, std::span<double> slopes) const {
    scratch.jacobian(*this, at, slopes);
  }
  void hessian_vector(Scratch& scratch, std::span<const double> at, std::span<const double> direction,
                      std::span<double> product) const {
    scratch.hessian_vector(*this, at, direction, product);
  }
};

}  // namespace detail
}  // namespace slalom

/// Formula: a class derived from slalom::SumOfSquares with
///   template <class T> void operator()(std::span<const T> x, std::span<T> r) const      writes all of r
/// Name as in suites; title: a few words; source: author, year, equation.
#define SLALOM_RESIDUALS_OF(Formula, name, title, source) \
  SLALOM_SUM_OF_SQUARES(::slalom::detail::ResidualFormula<Formula>, name, title, source)
