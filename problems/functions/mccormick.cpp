// f(x, y) = sin(x + y) + (x - y)^2 - 1.5 x + 2.5 y + 1.   McCormick (1976).
#include <slalom/function.hpp>

struct McCormick : slalom::Function {
  McCormick() {
    using slalom::math::pi;
    domain({-1.5, -3}, {4, 4});
    minimum(-1.9132229549810364, {{0.5 - pi / 3, -0.5 - pi / 3}, {0.5 + 2 * pi / 3, -0.5 + 2 * pi / 3}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return sin(x + y) + square(x - y) - 1.5 * x + 2.5 * y + 1.0;
  }
};
SLALOM_FUNCTION(McCormick, "mccormick", "McCormick's function", "McCormick 1976")
