// f(x, y) = 0.5 + (cos^2(sin|x^2 - y^2|) - 0.5) / (1 + 0.001 (x^2 + y^2))^2.   Mishra (2007), Schaffer no. 4.
#include <slalom/function.hpp>

struct Schaffer4 : slalom::Function {
  Schaffer4() {
    const double a = 1.2531318314637332;
    domain(2, -100, 100);
    window(-4, 4, -4, 4);
    minimum(0.29257863203598056, {{0, a}, {0, -a}, {a, 0}, {-a, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    const T a = square(x), b = square(y);
    return 0.5 + (square(cos(sin(abs(a - b)))) - 0.5) / square(1.0 + 0.001 * (a + b));
  }
};
SLALOM_FUNCTION(Schaffer4, "schaffer4", "Schaffer's function no. 4", "Mishra 2007")
