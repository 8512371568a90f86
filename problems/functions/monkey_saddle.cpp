// f(x, y) = x^3 - 3 x y^2: a degenerate saddle at 0, with three ways down.   Dauphin et al. (2014), figure 1.
#include <slalom/function.hpp>

struct MonkeySaddle : slalom::Function {
  MonkeySaddle() {
    domain(2, -2, 2);
    description.minimum_unknown = "the function is unbounded below";
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using slalom::math::square;
    const T &x = v[0], &y = v[1];
    return x * square(x) - 3.0 * x * square(y);
  }
};
SLALOM_FUNCTION(MonkeySaddle, "monkey_saddle", "Monkey saddle", "Dauphin et al. 2014")
