// f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2.   Himmelblau (1972).
#include <slalom/ext/lanes_problem.hpp>

struct Himmelblau : slalom::Function {
  Himmelblau() {
    domain(2, -5, 5);
    minimum(0, {{3, 2},
                {-2.805118086952745, 3.131312518250573},
                {-3.779310253377747, -3.2831859912861696},
                {3.5844283403304917, -1.8481265269644036}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    return square(square(x) + y - 11.0) + square(x + square(y) - 7.0);
  }
};
SLALOM_FUNCTION_WITH_LANES(Himmelblau, "himmelblau", "Himmelblau's function with four minima", "Himmelblau 1972")
