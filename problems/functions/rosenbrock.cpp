// f(x) = sum_i 100 (x_(i+1) - x_i^2)^2 + (1 - x_i)^2.   Rosenbrock (1960); in n dimensions: De Jong (1975).
#include <slalom/ext/lanes_problem.hpp>

struct Rosenbrock : slalom::Function {
  const double spread =
      setting("spread", 0.1, slalom::at_least(0), "standard deviation of the start around (-1.2, 1, -1.2, 1, …)");

  Rosenbrock() {
    domain(dimension(2, 2), -5, 10);
    window(-2, 2, -1, 3);
    minimum(0, {everywhere(1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return slalom::sum(x, [](auto a, auto b) { return 100.0 * square(b - square(a)) + square(1.0 - a); });
  }
  void start(slalom::Random& random, std::span<double> x) const {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = (i % 2 == 0 ? -1.2 : 1.0) + spread * random.normal();
  }
};
SLALOM_FUNCTION_WITH_LANES(Rosenbrock, "rosenbrock", "Rosenbrock's valley", "Rosenbrock 1960")
