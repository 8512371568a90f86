// f(w, b) = mean_i [exp z_i - y_i z_i] + l2/2 |w|^2,  z_i = w.x_i + b,  y_i >= 0.   Nelder & Wedderburn (1972).
// The gradient is not Lipschitz: far from the minimum exp grows without bound.
#include "base/linear_model.hpp"

template <class Real>
struct PoissonRegression : slalom::LinearModel<Real, PoissonRegression<Real>> {
  static constexpr double least_target = 0;

  PoissonRegression() : slalom::LinearModel<Real, PoissonRegression>({.data = "digits"}) { this->load(); }
  template <class T>
  slalom::Taylor<T> loss(T z, T y) const {
    const T e = std::exp(z);
    return {e - y * z, e - y, e};
  }
};
SLALOM_PROBLEM_WITH_VALUES(PoissonRegression, "poisson_regression", "Poisson regression of counts",
                           "Nelder & Wedderburn 1972")
