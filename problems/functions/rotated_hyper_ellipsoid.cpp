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
    const double n = static_cast<double>(x.size());
    return slalom::sum(x, [n](double j, auto xj) { return (n + 1 - j) * square(xj); });  // in n+1-j of the inner sums
  }
};
SLALOM_FUNCTION(RotatedHyperEllipsoid, "rotated_hyper_ellipsoid", "Rotated hyper-ellipsoid", "Molga & Smutnicki 2005")
