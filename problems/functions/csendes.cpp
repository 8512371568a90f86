// f(x) = sum_i x_i^6 (2 + sin(1 / x_i)): endless waves around the minimum.   Csendes & Ratz (1997).
#include <slalom/function.hpp>

struct Csendes : slalom::Function {
  Csendes() {
    domain(dimension(), -1, 1);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return slalom::sum(x, [](auto xi) { return xi == 0.0 ? 0.0 : square(xi * square(xi)) * (2.0 + sin(1.0 / xi)); });
  }
};
SLALOM_FUNCTION(Csendes, "csendes", "Csendes' function", "Csendes & Ratz 1997")
