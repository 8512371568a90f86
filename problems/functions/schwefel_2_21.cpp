// f(x) = max_i |x_i|.   Schwefel (1981), problem 2.21.
#include <slalom/function.hpp>

struct Schwefel221 : slalom::Function {
  Schwefel221() {
    domain(dimension(), -100, 100);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const T* largest = &x[0];
    for (const T& xi : x)
      if (abs(value_of(xi)) > abs(value_of(*largest)) || xi != xi) largest = &xi;  // NaN stays NaN
    const double sign = value_of(*largest) < 0 ? -1 : *largest == 0.0 ? 0 : 1;
    return sign * *largest;
  }
};
SLALOM_FUNCTION(Schwefel221, "schwefel_2_21", "Schwefel's problem 2.21: the largest counts",
                "Schwefel 1981, problem 2.21")
