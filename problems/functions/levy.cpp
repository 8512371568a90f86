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
    const auto w = [](auto xi) { return 1.0 + (xi - 1.0) / 4.0; };
    const T first = w(x.front()), last = w(x.back());
    const T sum = slalom::sum(x.first(x.size() - 1), [&](auto xi) {
      const auto wi = w(xi);
      return square(wi - 1.0) * (1.0 + 10.0 * square(sin(pi * wi + 1.0)));
    });
    return square(sin(pi * first)) + sum + square(last - 1.0) * (1.0 + square(sin(2 * pi * last)));
  }
};
SLALOM_FUNCTION(Levy, "levy", "Levy and Montalvo's function", "Levy & Montalvo 1985")
