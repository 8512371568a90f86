// f(w, b) = mean_i [log(1 + exp z_i) - y_i z_i] + l2/2 |w|^2,  z_i = w.x_i + b,  y_i in {0, 1}.   Cox (1958).
#include "base/linear_model.hpp"

template <class Real>
struct LogisticRegression : slalom::LinearModel<Real, LogisticRegression<Real>> {
  static constexpr bool classifies = true;

  LogisticRegression() { this->load(); }
  template <class T>
  slalom::Taylor<T> loss(T z, T y) const {
    return slalom::logistic_loss(z, y);
  }
};
SLALOM_PROBLEM_WITH_VALUES(LogisticRegression, "logistic_regression", "Logistic regression with L2 penalty", "Cox 1958")
