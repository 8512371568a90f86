// f(x) = sum_i |x_i| exp(-sum_i sin x_i^2).   Yang (2010).
#include <slalom/function.hpp>

struct XinSheYang2 : slalom::Function {
  XinSheYang2() {
    domain(dimension(), -2 * slalom::math::pi, 2 * slalom::math::pi);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const T lengths = slalom::sum(x, [](auto xi) { return abs(xi); });
    return lengths * exp(-slalom::sum(x, [](auto xi) { return sin(square(xi)); }));
  }
};
SLALOM_FUNCTION(XinSheYang2, "xin_she_yang2", "Yang's forest", "Yang 2010")
