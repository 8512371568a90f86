// f(x, y) = (10^4 x y - 1)^2 + (exp(-x) + exp(-y) - 1.0001)^2.   Powell (1970).
#include <slalom/function.hpp>

struct PowellBadlyScaled : slalom::Function {
  PowellBadlyScaled() {
    domain(2, -10, 10);
    minimum(0, {{1.0981593296998175e-05, 9.106146739866524}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(1e4 * x * y - 1.0) + square(exp(-x) + exp(-y) - 1.0001);
  }
};
SLALOM_FUNCTION(PowellBadlyScaled, "powell_badly_scaled", "Powell's badly scaled function", "Powell 1970")
