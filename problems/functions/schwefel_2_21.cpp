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
    T largest(0);
    for (const T& xi : x)
      if (abs(xi) > largest || xi != xi) largest = abs(xi);  // NaN stays NaN
    return largest;
  }
};
SLALOM_FUNCTION(Schwefel221, "schwefel_2_21", "Schwefel's problem 2.21: the largest counts",
                "Schwefel 1981, problem 2.21")
