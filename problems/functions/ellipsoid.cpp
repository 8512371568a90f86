// f(x) = sum_i 10^(6 (i-1)/(n-1)) x_i^2.   Hansen & Ostermeier (2001), table 3.
#include <slalom/function.hpp>

struct Ellipsoid : slalom::Function {
  Ellipsoid() {
    domain(dimension(2, 2), -5, 5);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    const double last = static_cast<double>(x.size() - 1);
    T sum(0);
    for (double i = 0; const T& xi : x) sum += std::pow(10.0, 6 * i++ / last) * square(xi);
    return sum;
  }
};
SLALOM_FUNCTION(Ellipsoid, "ellipsoid", "Ellipsoid of condition 10^6", "Hansen & Ostermeier 2001, table 3")
