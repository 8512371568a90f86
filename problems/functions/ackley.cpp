// f(x) = -20 exp(-0.2 sqrt(sum_i x_i^2 / n)) - exp(sum_i cos(2 pi x_i) / n) + 20 + e.   Ackley (1987).
#include <slalom/function.hpp>

struct Ackley : slalom::Function {
  Ackley() {
    domain(dimension(), -32.768, 32.768);
    window(-5, 5, -5, 5);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const double n = static_cast<double>(x.size());
    const T squares = slalom::sum(x, [](auto xi) { return square(xi); });
    const T cosines = slalom::sum(x, [](auto xi) { return cos(2 * pi * xi); });
    return -20.0 * exp(-0.2 * sqrt(squares / n)) - exp(cosines / n) + 20.0 + e;
  }
};
SLALOM_FUNCTION(Ackley, "ackley", "Ackley's function", "Ackley 1987")
