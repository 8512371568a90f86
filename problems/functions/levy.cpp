// f(x) = sin^2(pi w_1) + sum_(i<n) (w_i - 1)^2 (1 + 10 sin^2(pi w_i + 1)) + (w_n - 1)^2 (1 + sin^2(2 pi w_n)),
// w_i = 1 + (x_i - 1)/4.   Levy & Montalvo (1985).
#include <slalom/function.hpp>

struct Levy : slalom::Function {
  Levy() {
    domain(dimension(), -10, 10);
    minimum(0, {everywhere(1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const auto w = [&](std::size_t i) { return 1.0 + (x[i] - 1.0) / 4.0; };
    const T last = w(x.size() - 1);
    T sum = square(sin(pi * w(0))) + square(last - 1.0) * (1.0 + square(sin(2 * pi * last)));
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
      sum += square(w(i) - 1.0) * (1.0 + 10.0 * square(sin(pi * w(i) + 1.0)));
    return sum;
  }
};
SLALOM_FUNCTION(Levy, "levy", "Levy and Montalvo's function", "Levy & Montalvo 1985")
