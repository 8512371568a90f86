// f(x) = 10 n + sum_i x_i^2 - 10 cos(2 pi x_i).   Rastrigin (1974); in n dimensions: Mühlenbein et al. (1991).
#include <slalom/function.hpp>

struct Rastrigin : slalom::Function {
  Rastrigin() {
    domain(dimension(), -5.12, 5.12);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const double n = static_cast<double>(x.size());
    return 10 * n + slalom::sum(x, [](auto xi) { return square(xi) - 10.0 * cos(2 * pi * xi); });
  }
};
SLALOM_FUNCTION(Rastrigin, "rastrigin", "Rastrigin's function", "Rastrigin 1974")
