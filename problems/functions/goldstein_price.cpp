// f(x, y) = [1 + (x+y+1)^2 (19 - 14 x + 3 x^2 - 14 y + 6 x y + 3 y^2)]
//         * [30 + (2x-3y)^2 (18 - 32 x + 12 x^2 + 48 y - 36 x y + 27 y^2)].   Goldstein & Price (1971).
#include <slalom/function.hpp>

struct GoldsteinPrice : slalom::Function {
  GoldsteinPrice() {
    domain(2, -2, 2);
    minimum(3, {{0, -1}, {-0.6, -0.4}, {1.8, 0.2}, {1.2, 0.8}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    const T a = square(x + y + 1.0) * (19.0 - 14.0 * x + 3.0 * x * x - 14.0 * y + 6.0 * x * y + 3.0 * y * y);
    const T b = square(2.0 * x - 3.0 * y) * (18.0 - 32.0 * x + 12.0 * x * x + 48.0 * y - 36.0 * x * y + 27.0 * y * y);
    return (1.0 + a) * (30.0 + b);
  }
};
SLALOM_FUNCTION(GoldsteinPrice, "goldstein_price", "Goldstein and Price's function", "Goldstein & Price 1971")
