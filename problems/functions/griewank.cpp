// f(x) = 1 + sum_i x_i^2 / 4000 - prod_i cos(x_i / sqrt i).   Griewank (1981).
#include <slalom/function.hpp>

struct Griewank : slalom::Function {
  Griewank() {
    domain(dimension(), -600, 600);
    window(-10, 10, -10, 10);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const T sum = slalom::sum(x, [](auto xi) { return square(xi); });
    return 1.0 + sum / 4000.0 - slalom::product(x, [](double i, auto xi) { return cos(xi / std::sqrt(i)); });
  }
};
SLALOM_FUNCTION(Griewank, "griewank", "Griewank's function", "Griewank 1981")
