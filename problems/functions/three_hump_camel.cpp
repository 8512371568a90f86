// f(x, y) = 2 x^2 - 1.05 x^4 + x^6/6 + x y + y^2.   Branin (1972).
#include <slalom/function.hpp>

struct ThreeHumpCamel : slalom::Function {
  ThreeHumpCamel() {
    domain(2, -5, 5);
    window(-2.5, 2.5, -2.5, 2.5);
    minimum(0, {{0, 0}, {1.7475523458302888, -0.8737761729151444}, {-1.7475523458302888, 0.8737761729151444}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    const T xx = square(x);
    return 2.0 * xx - 1.05 * xx * xx + xx * xx * xx / 6.0 + x * y + square(y);
  }
};
SLALOM_FUNCTION(ThreeHumpCamel, "three_hump_camel", "Three-hump camel", "Branin 1972")
