// f(x) = 418.9828872724338 n - sum_i x_i sin sqrt|x_i|.   Schwefel (1981), problem 2.26.
#include <slalom/function.hpp>

struct Schwefel : slalom::Function {
  Schwefel() {
    domain(dimension(), -500, 500);
    // What the rounded constant leaves.
    minimum(9.37252135648044e-14 * static_cast<double>(description.dimension), {everywhere(420.96874635998205)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const double n = static_cast<double>(x.size());
    return 418.9828872724338 * n - slalom::sum(x, [](auto xi) { return xi * sin(sqrt(abs(xi))); });
  }
};
SLALOM_FUNCTION(Schwefel, "schwefel", "Schwefel's function", "Schwefel 1981, problem 2.26")
