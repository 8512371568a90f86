// f(x) = 1 - cos(2 pi |x|) + 0.1 |x|.   Salomon (1996).
#include <slalom/function.hpp>

struct Salomon : slalom::Function {
  Salomon() {
    domain(dimension(), -100, 100);
    window(-3, 3, -3, 3);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const T radius = sqrt(slalom::sum(x, [](auto xi) { return square(xi); }));
    return 1.0 - cos(2 * pi * radius) + 0.1 * radius;
  }
};
SLALOM_FUNCTION(Salomon, "salomon", "Salomon's rings", "Salomon 1996")
