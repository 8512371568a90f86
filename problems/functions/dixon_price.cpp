// f(x) = (x_1 - 1)^2 + sum_(i>1) i (2 x_i^2 - x_(i-1))^2.   Dixon & Price (1989).
#include <slalom/function.hpp>

struct DixonPrice : slalom::Function {
  DixonPrice() {
    domain(dimension(2, 2), -10, 10);
    auto best = everywhere(1);  // x_i = 2^-(1 - 2^(1-i)); the last one with either sign
    for (std::size_t i = 1; i < best.size(); ++i) best[i] = std::sqrt(best[i - 1] / 2);
    auto other = best;
    other.back() = -other.back();
    minimum(0, {best, other});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return square(x[0] - 1.0) +
           slalom::sum(x, [](double i, auto a, auto b) { return (i + 1) * square(2.0 * square(b) - a); });
  }
};
SLALOM_FUNCTION(DixonPrice, "dixon_price", "Dixon and Price's function", "Dixon & Price 1989")
