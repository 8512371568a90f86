// f(x, y) = sin x exp((1 - cos y)^2) + cos y exp((1 - sin x)^2) + (x - y)^2.   Mishra (2006).
#include <slalom/function.hpp>

struct Bird : slalom::Function {
  Bird() {
    domain(2, -2 * slalom::math::pi, 2 * slalom::math::pi);
    minimum(-106.76453674926468, {{4.701043130249553, 3.15293850372493}, {-1.5821421769300335, -3.1302468034546562}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return sin(x) * exp(square(1.0 - cos(y))) + cos(y) * exp(square(1.0 - sin(x))) + square(x - y);
  }
};
SLALOM_FUNCTION(Bird, "bird", "Bird", "Mishra 2006")
