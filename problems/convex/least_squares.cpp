// f(w, b) = mean_i 1/2 (z_i - y_i)^2 + l2/2 |w|^2,  z_i = w.x_i + b.   Hoerl & Kennard (1970); Gauss (1809) if l2 is 0.
#include "base/linear_model.hpp"

template <class Real>
struct LeastSquares : slalom::LinearModel<Real, LeastSquares<Real>> {
  LeastSquares() : slalom::LinearModel<Real, LeastSquares>({.weight = 0}) { this->load(); }
  template <class T>
  slalom::Taylor<T> loss(T z, T y) const {
    const T r = z - y;
    return {r * r / 2, r, 1};
  }
};
SLALOM_PROBLEM_WITH_VALUES(LeastSquares, "least_squares", "Least squares, or ridge regression",
                           "Gauss 1809; Hoerl & Kennard 1970")
