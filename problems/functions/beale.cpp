// f(x, y) = (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2.   Beale (1958).
#include <slalom/ext/lanes_problem.hpp>

struct Beale : slalom::Function {
  Beale() {
    domain(2, -4.5, 4.5);
    minimum(0, {{3, 0.5}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    return square(1.5 - x + x * y) + square(2.25 - x + x * y * y) + square(2.625 - x + x * y * y * y);
  }
};
SLALOM_FUNCTION_WITH_LANES(Beale, "beale", "Beale's function", "Beale 1958")
