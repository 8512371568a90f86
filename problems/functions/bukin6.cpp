// f(x, y) = 100 sqrt|y - 0.01 x^2| + 0.01 |x + 10|.   Bukin (1997), no. 6. Not differentiable in its valley.
#include <slalom/function.hpp>

struct Bukin6 : slalom::Function {
  Bukin6() {
    domain({-15, -3}, {-5, 3});
    minimum(0, {{-10, 1}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return 10.0 * sqrt(abs(100.0 * y - square(x))) + 0.01 * abs(x + 10.0);  // so written, exact at the minimum
  }
};
SLALOM_FUNCTION(Bukin6, "bukin6", "Bukin's function no. 6", "Bukin 1997")
