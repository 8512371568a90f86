// f(x) = -prod_i sqrt(x_i) sin x_i.   Clerc (1999), there to be maximised.
#include <slalom/function.hpp>

struct Alpine2 : slalom::Function {
  Alpine2() {
    domain(dimension(), 0, 10);
    const auto best = everywhere(7.917052684666207);
    minimum((*this)(std::span<const double>(best)), {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return -slalom::product(x, [](auto xi) { return sqrt(xi) * sin(xi); });
  }
};
SLALOM_FUNCTION(Alpine2, "alpine2", "Alpine 2", "Clerc 1999")
