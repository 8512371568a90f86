// f(x) = 1/2 sum_i tanh^2 x_i: far from the minimum the gradient vanishes, as where units saturate.
#include <slalom/function.hpp>

struct Plateau : slalom::Function {
  Plateau() {
    domain(dimension(), -6, 6);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return 0.5 * slalom::sum(x, [](auto xi) { return square(tanh(xi)); });
  }
};
SLALOM_FUNCTION(Plateau, "plateau", "Plateau of saturated units", "standard example")
