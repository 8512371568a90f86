// f(x) = sum_i x_i^2 + s^2 + s^4,  s = sum_i i x_i / 2.   Jamil & Yang (2013).
#include <slalom/function.hpp>

struct Zakharov : slalom::Function {
  Zakharov() {
    domain(dimension(), -5, 10);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    T squares(0), s(0);
    for (double i = 1; const T& xi : x) {
      squares += square(xi);
      s += 0.5 * i++ * xi;
    }
    return squares + square(s) + square(square(s));
  }
};
SLALOM_FUNCTION(Zakharov, "zakharov", "Zakharov's function", "Jamil & Yang 2013")
