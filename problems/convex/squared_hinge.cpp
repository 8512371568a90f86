// f(w, b) = mean_i max(0, 1 - s_i z_i)^2 + l2/2 |w|^2,  z_i = w.x_i + b,  s_i = 1 for class 1, -1 for class 0.
// The support vector machine with squared slack: Cortes & Vapnik (1995); Mangasarian (2002).
#include "base/linear_model.hpp"

template <class Real>
struct SquaredHinge : slalom::LinearModel<Real, SquaredHinge<Real>> {
  static constexpr bool classifies = true;

  SquaredHinge() { this->load(); }
  template <class T>
  slalom::Taylor<T> loss(T z, T y) const {
    const T s = 2 * y - 1, slack = 1 - s * z;
    if (slack <= 0) return {0, 0, 0};
    return {slack * slack, -2 * s * slack, 2};
  }
};
SLALOM_PROBLEM_WITH_VALUES(SquaredHinge, "squared_hinge", "Support vector machine with squared hinge loss",
                           "Cortes & Vapnik 1995; Mangasarian 2002")
