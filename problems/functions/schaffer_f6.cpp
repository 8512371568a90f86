// f(x, y) = 1/2 + (sin^2 r - 1/2) / (1 + 0.001 r^2)^2,  r^2 = x^2 + y^2.   Schaffer et al. (1989).
#include <slalom/function.hpp>

struct SchafferF6 : slalom::Function {
  SchafferF6() {
    domain(2, -100, 100);
    window(-20, 20, -20, 20);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T squared = square(v[0]) + square(v[1]);
    return 0.5 + (square(sin(sqrt(squared))) - 0.5) / square(1.0 + 0.001 * squared);
  }
};
SLALOM_FUNCTION(SchafferF6, "schaffer_f6", "Schaffer's F6: rings", "Schaffer et al. 1989")
