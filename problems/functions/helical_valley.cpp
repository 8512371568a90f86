// f(x, y, z) = 100 ((z - 10 t)^2 + (sqrt(x^2 + y^2) - 1)^2) + z^2,  t = the angle of (x, y) / 2 pi, in [-1/4, 3/4].
// Fletcher & Powell (1963).
#include <slalom/function.hpp>

struct HelicalValley : slalom::Function {
  HelicalValley() {
    domain(3, -10, 10);
    minimum(0, {{1, 0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1], &z = v[2];
    const T t = atan(y / x) / (2 * pi) + (x < 0.0 ? 0.5 : 0.0);
    return 100.0 * (square(z - 10.0 * t) + square(sqrt(square(x) + square(y)) - 1.0)) + square(z);
  }
};
SLALOM_FUNCTION(HelicalValley, "helical_valley", "Helical valley", "Fletcher & Powell 1963")
