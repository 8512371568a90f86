// f(x, y) = 0.5 + (sin^2(x^2 - y^2) - 0.5) / (1 + 0.001 (x^2 + y^2))^2.   Mishra (2007), Schaffer no. 2.
#include <slalom/function.hpp>

struct Schaffer2 : slalom::Function {
  Schaffer2() {
    domain(2, -100, 100);
    window(-4, 4, -4, 4);
    minimum(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    const T a = square(x), b = square(y);
    return 0.5 + (square(sin(a - b)) - 0.5) / square(1.0 + 0.001 * (a + b));
  }
};
SLALOM_FUNCTION(Schaffer2, "schaffer2", "Schaffer's function no. 2", "Mishra 2007")
