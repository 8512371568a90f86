// f(x, y) = (y - 5.1/(4 pi^2) x^2 + 5/pi x - 6)^2 + 10 (1 - 1/(8 pi)) cos x + 10.   Branin (1972).
#include <slalom/function.hpp>

struct Branin : slalom::Function {
  Branin() {
    using slalom::math::pi;
    domain({-5, 0}, {10, 15});
    minimum(5 / (4 * pi), {{-pi, 12.275}, {pi, 2.275}, {3 * pi, 2.475}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(y - 5.1 / (4 * pi * pi) * square(x) + 5 / pi * x - 6.0) + 10 * (1 - 1 / (8 * pi)) * cos(x) + 10.0;
  }
};
SLALOM_FUNCTION(Branin, "branin", "Branin's function with three minima", "Branin 1972")
