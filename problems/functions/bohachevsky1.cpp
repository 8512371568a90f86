// f(x, y) = x^2 + 2 y^2 - 0.3 cos(3 pi x) - 0.4 cos(4 pi y) + 0.7.   Bohachevsky, Johnson & Stein (1986).
#include <slalom/function.hpp>

struct Bohachevsky1 : slalom::Function {
  Bohachevsky1() {
    domain(2, -100, 100);
    window(-2, 2, -2, 2);
    minimum(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(x) + 2.0 * square(y) - 0.3 * cos(3 * pi * x) - 0.4 * cos(4 * pi * y) + 0.7;
  }
};
SLALOM_FUNCTION(Bohachevsky1, "bohachevsky1", "Bohachevsky's function no. 1", "Bohachevsky, Johnson & Stein 1986")
