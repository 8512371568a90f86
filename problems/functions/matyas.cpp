// f(x, y) = 0.26 (x^2 + y^2) - 0.48 x y.   Jamil & Yang (2013).
#include <slalom/function.hpp>

struct Matyas : slalom::Function {
  Matyas() {
    domain(2, -10, 10);
    minimum(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    return 0.26 * (square(x) + square(y)) - 0.48 * x * y;
  }
};
SLALOM_FUNCTION(Matyas, "matyas", "Matyas's function", "Jamil & Yang 2013")
