// f(x, y) = 1 + sin^2 x + sin^2 y - 0.1 exp(-x^2 - y^2).   Price (1977).
#include <slalom/function.hpp>

struct Price2 : slalom::Function {
  Price2() {
    domain(2, -10, 10);
    minimum(0.9, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return 1.0 + square(sin(x)) + square(sin(y)) - 0.1 * exp(-square(x) - square(y));
  }
};
SLALOM_FUNCTION(Price2, "price2", "Price's second function", "Price 1977")
