// When an evolution strategy that adapts its distribution has nothing more to learn, as Hansen (2016), section B.3, and
// pycma stop: beyond, rounding decides which points are better, and the distribution degenerates. And how many points
// tell it anything.
#pragma once

#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

/// How many of a generation have a value: those without are worst.
inline std::ptrdiff_t valued_of(std::span<const double> values) {
  return std::ranges::count_if(values, [](double x) { return x < std::numeric_limits<double>::infinity(); });
}

template <class Real>
class EvolutionEnd {
 public:
  static constexpr double largest_condition = 1e14, largest_growth = 1e20;

  EvolutionEnd(std::size_t dimension, std::size_t population)
      : patience_(
            10 + static_cast<int>(std::ceil(30.0 * static_cast<double>(dimension) / static_cast<double>(population)))) {
  }

  /// Ends the run where for many generations all values have been the same but for rounding (EqualFunValues). Values of
  /// different batches say nothing.
  void look_at_values(std::span<const double> values, bool batches) {
    const auto [least, most] = std::ranges::minmax(values);
    const double rounding = 10 * std::numeric_limits<Real>::epsilon();
    const auto same = [&](double a, double b) {
      return std::abs(a - b) <= rounding * std::max(std::abs(a), std::abs(b));
    };
    flat_ = !batches && std::isfinite(most) && same(least, most) && same(least, last_) ? flat_ + 1 : 0;
    last_ = least;
    if (flat_ >= patience_) slalom::done("all values are the same but for rounding");
  }
  /// Ends the run where the variances in some directions are lost in the rounding of those in others (ConditionCov).
  static void look_at_condition(double least, double most) {
    if (!(most <= largest_condition * least)) slalom::done("the condition of the covariance matrix exceeds 1e14");
  }
  /// Ends the run where the step size has grown without bounds (TolUpSigma), or is lost in the rounding of a
  /// coordinate of w (NoEffectCoord).
  static void look_at_step_size(double growth, std::span<const Real> w, auto deviation) {
    if (!(growth <= largest_growth)) slalom::done("the step size has grown by more than 1e20");
    for (std::size_t i = 0; i < w.size(); ++i)
      if (w[i] == w[i] + static_cast<Real>(0.2 * deviation(i)))
        slalom::done("the step size is below the rounding of w");
  }

 private:
  int patience_, flat_ = 0;
  double last_ = std::numeric_limits<double>::quiet_NaN();
};
