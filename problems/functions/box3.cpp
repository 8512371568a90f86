// f(x, y, z) = sum_(i=1..10) (exp(-0.1 i x) - exp(-0.1 i y) - z (exp(-0.1 i) - exp(-i)))^2.   Box (1966).
// The least value is reached on the line (a, a, 0) too.
#include <slalom/function.hpp>

struct Box3 : slalom::Function {
  Box3() {
    domain({-2, -2, -2}, {12, 12, 2});
    minimum(0, {{1, 10, 1}, {10, 1, -1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    T sum(0);
    for (double i = 1; i <= 10; ++i)
      sum += square(exp(-0.1 * i * x[0]) - exp(-0.1 * i * x[1]) - x[2] * (exp(-0.1 * i) - exp(-i)));
    return sum;
  }
};
SLALOM_FUNCTION(Box3, "box3", "Box's three exponentials", "Box 1966")
