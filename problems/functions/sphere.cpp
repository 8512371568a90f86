// f(x) = sum_i x_i^2.   De Jong (1975), function F1.
#include <slalom/function.hpp>

struct Sphere : slalom::Function {
  Sphere() {
    domain(dimension(), -5.12, 5.12);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return slalom::sum(x, [](auto xi) { return square(xi); });
  }
};
SLALOM_FUNCTION(Sphere, "sphere", "Sphere", "De Jong 1975, F1")
