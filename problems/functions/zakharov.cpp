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
    const T s = slalom::sum(x, [](double i, auto xi) { return 0.5 * i * xi; });
    return slalom::sum(x, [](auto xi) { return square(xi); }) + square(s) + square(square(s));
  }
};
SLALOM_FUNCTION(Zakharov, "zakharov", "Zakharov's function", "Jamil & Yang 2013")
