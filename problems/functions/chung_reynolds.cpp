// f(x) = |x|^4: the Hessian vanishes at the minimum.   Chung & Reynolds (1998).
#include <slalom/function.hpp>

struct ChungReynolds : slalom::Function {
  ChungReynolds() {
    domain(dimension(), -100, 100);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    T sum(0);
    for (const T& xi : x) sum += square(xi);
    return square(sum);
  }
};
SLALOM_FUNCTION(ChungReynolds, "chung_reynolds", "Chung and Reynolds: a flat bowl", "Chung & Reynolds 1998")
