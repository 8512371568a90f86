// f(x, y) = -cos x cos y exp(-((x - pi)^2 + (y - pi)^2)).   Easom (1990).
#include <slalom/function.hpp>

struct Easom : slalom::Function {
  Easom() {
    domain(2, -100, 100);
    window(0, 6.5, 0, 6.5);
    minimum(-1, {everywhere(slalom::math::pi)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return -cos(x) * cos(y) * exp(-(square(x - pi) + square(y - pi)));
  }
};
SLALOM_FUNCTION(Easom, "easom", "Easom's needle in a plain", "Easom 1990")
