// f = (a + 10 b)^2 + 5 (c - d)^2 + (b - 2 c)^4 + 10 (a - d)^4, summed over blocks (a, b, c, d) of x.   Powell (1962).
// The Hessian is singular at the minimum.
#include <slalom/function.hpp>

struct Powell : slalom::Function {
  Powell() {
    const auto n = dimension(4, 4);
    if (n % 4 != 0) slalom::skip("powell: the dimension must be a multiple of 4");
    domain(n, -4, 5);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return slalom::sum_of_blocks(x, [](auto a, auto b, auto c, auto d) {
      return square(a + 10.0 * b) + 5.0 * square(c - d) + square(square(b - 2.0 * c)) + 10.0 * square(square(a - d));
    });
  }
};
SLALOM_FUNCTION(Powell, "powell", "Powell's singular function", "Powell 1962")
