// f(x) = |x|^4: the Hessian vanishes at the minimum.   Chung & Reynolds (1998).
#include <slalom/function.hpp>

struct ChungReynolds : slalom::Function {
  ChungReynolds() {
    domain(dimension(), -100, 100);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return square(slalom::sum(x, [](auto xi) { return square(xi); }));
  }
};
SLALOM_FUNCTION(ChungReynolds, "chung_reynolds", "Chung and Reynolds: a flat bowl", "Chung & Reynolds 1998")
