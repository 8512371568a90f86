// f(x, y) = x^2 - y^2: a saddle at 0, unbounded below.
#include <slalom/function.hpp>

struct Saddle : slalom::Function {
  Saddle() {
    domain(2, -2, 2);
    description.minimum_unknown = "the function is unbounded below";
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    return square(x) - square(y);
  }
};
SLALOM_FUNCTION(Saddle, "saddle", "Saddle", "standard example")
