// f(x) = sum_i 10^(6 (i-1)/(n-1)) x_i^2.   Hansen & Ostermeier (2001), table 3.
#include <slalom/function.hpp>

struct Ellipsoid : slalom::Function {
  std::vector<double> scales;

  Ellipsoid() {
    domain(dimension(2, 2), -5, 5);
    minimum(0, {everywhere(0)});
    const double last = static_cast<double>(description.dimension - 1);
    for (double i = 0; i <= last; ++i) scales.push_back(std::pow(10.0, 6 * i / last));
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return slalom::sum(x, [&](std::size_t i, auto xi) { return scales[i - 1] * square(xi); });
  }
};
SLALOM_FUNCTION(Ellipsoid, "ellipsoid", "Ellipsoid of condition 10^6", "Hansen & Ostermeier 2001, table 3")
