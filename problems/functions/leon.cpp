// f(x, y) = 100 (y - x^3)^2 + (1 - x)^2.   Leon (1966).
#include <slalom/function.hpp>

struct Leon : slalom::Function {
  Leon() {
    domain(2, -1.5, 1.5);
    minimum(0, {everywhere(1)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return 100.0 * square(y - x * square(x)) + square(1.0 - x);
  }
};
SLALOM_FUNCTION(Leon, "leon", "Leon's function: a cubic valley", "Leon 1966")
