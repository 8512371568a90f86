// f(x) = -exp(-|x|^2 / 2).   Rahnamayan, Tizhoosh & Salama (2007).
#include <slalom/function.hpp>

struct Exponential : slalom::Function {
  Exponential() {
    domain(dimension(), -1, 1);
    minimum(-1, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return -exp(-0.5 * slalom::sum(x, [](auto xi) { return square(xi); }));
  }
};
SLALOM_FUNCTION(Exponential, "exponential", "Exponential bowl", "Rahnamayan, Tizhoosh & Salama 2007")
