// f(x) = sum_i i x_i^4.   De Jong (1975), function F4 without its noise.
#include <slalom/function.hpp>

struct Quartic : slalom::Function {
  Quartic() {
    domain(dimension(), -1.28, 1.28);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return slalom::sum(x, [](double i, auto xi) { return i * square(square(xi)); });
  }
};
SLALOM_FUNCTION(Quartic, "quartic", "Quartic", "De Jong 1975, F4")
