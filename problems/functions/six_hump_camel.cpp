// f(x, y) = (4 - 2.1 x^2 + x^4/3) x^2 + x y + (4 y^2 - 4) y^2.   Dixon & Szegő (1978).
#include <slalom/function.hpp>

struct SixHumpCamel : slalom::Function {
  SixHumpCamel() {
    domain({-3, -2}, {3, 2});
    window(-2.2, 2.2, -1.2, 1.2);
    minimum(-1.0316284534898774, {{0.08984201310031806, -0.7126564030207396},
                                  {-0.08984201310031806, 0.7126564030207396},
                                  {1.703606714969981, -0.7960835686726251},
                                  {-1.703606714969981, 0.7960835686726251},
                                  {1.6071047529201972, 0.5686514548841314},
                                  {-1.6071047529201972, -0.5686514548841314}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    const T xx = square(x), yy = square(y);
    return (4.0 - 2.1 * xx + xx * xx / 3.0) * xx + x * y + (4.0 * yy - 4.0) * yy;
  }
};
SLALOM_FUNCTION(SixHumpCamel, "six_hump_camel", "Six-hump camel", "Dixon & Szegő 1978")
