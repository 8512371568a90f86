// f(w, b) = mean_i h(w.x_i + b - y_i) + l2/2 |w|^2,  h(r) = 1/2 r^2 if |r| <= delta, else delta (|r| - delta/2).
// Huber (1964).
#include "base/linear_model.hpp"

template <class Real>
struct HuberRegression : slalom::LinearModel<Real, HuberRegression<Real>> {
  const double delta = this->setting("delta", 0.25, slalom::above(0), "residuals beyond it count linearly");

  HuberRegression() { this->load(); }
  template <class T>
  slalom::Taylor<T> loss(T z, T y) const {
    const T r = z - y, d = static_cast<T>(delta);
    if (std::abs(r) <= d) return {r * r / 2, r, 1};
    return {d * (std::abs(r) - d / 2), r > 0 ? d : -d, 0};
  }
};
SLALOM_PROBLEM_WITH_VALUES(HuberRegression, "huber_regression", "Robust regression with Huber's loss", "Huber 1964")
