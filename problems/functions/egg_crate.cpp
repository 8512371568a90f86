// f(x, y) = x^2 + y^2 + 25 (sin^2 x + sin^2 y).   Jamil & Yang (2013), no. 52.
#include <slalom/function.hpp>

struct EggCrate : slalom::Function {
  EggCrate() {
    domain(2, -5, 5);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(x) + square(y) + 25.0 * (square(sin(x)) + square(sin(y)));
  }
};
SLALOM_FUNCTION(EggCrate, "egg_crate", "Egg crate", "Jamil & Yang 2013, no. 52")
