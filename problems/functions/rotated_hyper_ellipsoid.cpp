// f(x) = sum_(i=1..n) sum_(j=1..i) x_j^2.   Molga & Smutnicki (2005), section 2.3.
#include <slalom/function.hpp>

struct RotatedHyperEllipsoid : slalom::Function {
  RotatedHyperEllipsoid() {
    domain(dimension(), -65.536, 65.536);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    T sum(0), inner(0);
    for (const T& xi : x) {
      inner += square(xi);
      sum += inner;
    }
    return sum;
  }
};
SLALOM_FUNCTION(RotatedHyperEllipsoid, "rotated_hyper_ellipsoid", "Rotated hyper-ellipsoid", "Molga & Smutnicki 2005")
