// f(w, b) = mean_i [log(1 + exp z_i) - y_i z_i] + lambda sum_j w_j^2 / (1 + w_j^2),  z_i = w.x_i + b.
// The penalty is bounded and not convex: Geman & McClure (1985).
#include "base/linear_model.hpp"

template <class Real>
struct LogisticNonconvex : slalom::LinearModel<Real, LogisticNonconvex<Real>> {
  static constexpr bool classifies = true, convex = false;

  LogisticNonconvex() : slalom::LinearModel<Real, LogisticNonconvex>({.penalty = "lambda", .weight = 0.01}) {
    this->load();
  }
  template <class T>
  slalom::Taylor<T> loss(T z, T y) const {
    return slalom::logistic_loss(z, y);
  }
  template <class T>
  slalom::Taylor<T> penalty(T w) const {
    const T lambda = static_cast<T>(this->weight), q = 1 / (1 + w * w);
    return {lambda * w * w * q, 2 * lambda * w * q * q, 2 * lambda * q * q * (1 - 4 * w * w * q)};
  }
};
SLALOM_PROBLEM_WITH_VALUES(LogisticNonconvex, "logistic_nonconvex", "Logistic regression with a bounded penalty",
                           "Geman & McClure 1985")
