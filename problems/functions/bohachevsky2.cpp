// f(x, y) = x^2 + 2 y^2 - 0.3 cos(3 pi x) cos(4 pi y) + 0.3.   Bohachevsky, Johnson & Stein (1986).
#include <slalom/function.hpp>

struct Bohachevsky2 : slalom::Function {
  Bohachevsky2() {
    domain(2, -100, 100);
    window(-1.5, 1.5, -1.5, 1.5);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(x) + 2.0 * square(y) - 0.3 * cos(3 * pi * x) * cos(4 * pi * y) + 0.3;
  }
};
SLALOM_FUNCTION(Bohachevsky2, "bohachevsky2", "Bohachevsky's second function", "Bohachevsky, Johnson & Stein 1986")
