// The function that optimizers are checked on.
#pragma once

#include "loader/bounds.hpp"

#include <slalom/ext/residuals.h>
#include <slalom/plugin.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace slalom::check {

/// f(w) = 1/2 sum_i c_i (w_i - 1)^2, curvatures c from 1 to 10: the mean of four examples with minima around 1, up to a
/// constant. An oracle that answers as it is told.
class Quadratic {
 public:
  enum class Evaluation { normal, not_finite, stop, error };

  Quadratic(slalom_real real, std::size_t dimension);
  Quadratic(const Quadratic&) = delete;
  Quadratic& operator=(const Quadratic&) = delete;

  const slalom_oracle* c() const { return &c_; }
  /// Of r_i(w) = sqrt(c_i) (w_i - 1), so over all examples. In many dimensions without the Jacobian.
  const slalom_residual_oracle* residuals() const { return &residuals_; }
  /// f less its minimum, over all examples.
  double loss(const void* w) const;

  /// After `honest_calls` more calls, answers so.
  void answer(Evaluation answer, std::size_t normal_calls = 0);
  /// Calls since then.
  std::size_t calls() const { return calls_; }
  /// As a problem without Hessian-vector products.
  void offer_no_products() { c_.hessian_vector = nullptr; }
  /// As a problem with hard bounds, which live as long as this.
  void restrict_to(const loader::Bounds& bounds) { bounds_ = bounds; }
  /// Each step sees one example instead of all; call it before each.
  void next_example();

 private:
  slalom_status evaluate(const void* w, void* gradient, double* value, bool all);
  slalom_status product(const void* v, void* product);
  slalom_status linearize(const void* w, void* residuals, void* jacobian);
  slalom_status scale(const void* v, void* product);
  template <class Real>
  double sum(const Real* w, double centre) const;
  template <class Real>
  double differentiate(const Real* w, Real* gradient, double centre) const;
  /// SLALOM_OK if the answer is one.
  slalom_status count();

  slalom_real real_;
  std::vector<double> curvature_;
  std::vector<std::uint32_t> batch_;  ///< empty: all
  std::optional<loader::Bounds> bounds_;
  Evaluation answer_ = Evaluation::normal;
  std::size_t normal_calls_ = 0, calls_ = 0;
  slalom_oracle c_;
  slalom_residual_oracle residuals_;
};

}  // namespace slalom::check
