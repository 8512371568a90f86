// f(x, y) = -sin^2(x - y) sin^2(x + y) / sqrt(x^2 + y^2).   Keane (1994), without his constraints.
#include <slalom/function.hpp>

struct Keane : slalom::Function {
  Keane() {
    domain(2, 0, 10);
    minimum(-0.6736675211468547, {{0, 1.3932490753255886}, {1.3932490753255886, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    const T radius = sqrt(square(x) + square(y));
    return radius == 0.0 ? T(0) : -square(sin(x - y) * sin(x + y)) / radius;
  }
};
SLALOM_FUNCTION(Keane, "keane", "Keane's bumpy function", "Keane 1994")
