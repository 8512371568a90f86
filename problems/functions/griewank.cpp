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
    T sum(0), product(1);
    for (double i = 1; const T& xi : x) {
      sum += square(xi);
      product *= cos(xi / std::sqrt(i++));
    }
    return 1.0 + sum / 4000.0 - product;
  }
};
SLALOM_FUNCTION(Griewank, "griewank", "Griewank's function", "Griewank 1981")
