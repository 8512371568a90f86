// f(x) = sum_i |x_i| + prod_i |x_i|.   Schwefel (1981), problem 2.22. Not differentiable where some x_i = 0.
#include <slalom/function.hpp>

struct Schwefel222 : slalom::Function {
  Schwefel222() {
    domain(dimension(), -10, 10);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return slalom::sum(x, [](auto xi) { return abs(xi); }) + slalom::product(x, [](auto xi) { return abs(xi); });
  }
};
SLALOM_FUNCTION(Schwefel222, "schwefel_2_22", "Schwefel's problem 2.22", "Schwefel 1981, problem 2.22")
