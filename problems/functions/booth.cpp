// f(x, y) = (x + 2 y - 7)^2 + (2 x + y - 5)^2.   Jamil & Yang (2013).
#include <slalom/ext/lanes_problem.hpp>

struct Booth : slalom::Function {
  Booth() {
    domain(2, -10, 10);
    minimum(0, {{1, 3}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    return square(x + 2.0 * y - 7.0) + square(2.0 * x + y - 5.0);
  }
};
SLALOM_FUNCTION_WITH_LANES(Booth, "booth", "Booth's function", "Jamil & Yang 2013")
