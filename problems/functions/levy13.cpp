// f(x, y) = sin^2(3 pi x) + (x - 1)^2 (1 + sin^2(3 pi y)) + (y - 1)^2 (1 + sin^2(2 pi y)).   Levy & Montalvo (1985).
#include <slalom/function.hpp>

struct Levy13 : slalom::Function {
  Levy13() {
    domain(2, -10, 10);
    minimum(0, {everywhere(1)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(sin(3 * pi * x)) + square(x - 1.0) * (1.0 + square(sin(3 * pi * y))) +
           square(y - 1.0) * (1.0 + square(sin(2 * pi * y)));
  }
};
SLALOM_FUNCTION(Levy13, "levy13", "Levy's function no. 13", "Levy & Montalvo 1985")
