// f(x) = -sum_(i=1..4) c_i exp(-sum_j a_ij (x_j - p_ij)^2).   Hartmann (1972); numbers of Dixon & Szegoe (1978).
#include <slalom/function.hpp>

struct Hartmann3 : slalom::Function {
  static constexpr double c[4] = {1, 1.2, 3, 3.2};
  static constexpr double a[4][3] = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
  static constexpr double p[4][3] = {
      {0.3689, 0.1170, 0.2673}, {0.4699, 0.4387, 0.7470}, {0.1091, 0.8732, 0.5547}, {0.03815, 0.5743, 0.8828}};

  Hartmann3() {
    domain(3, 0, 1);
    minimum(-3.862782147820755, {{0.11461433858967196, 0.5556488499718569, 0.8525469535208658}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    T sum(0);
    for (std::size_t i = 0; i < 4; ++i) {
      T distance(0);
      for (std::size_t j = 0; j < x.size(); ++j) distance += a[i][j] * square(x[j] - p[i][j]);
      sum -= c[i] * exp(-distance);
    }
    return sum;
  }
};
SLALOM_FUNCTION(Hartmann3, "hartmann3", "Hartmann's function of three variables", "Hartmann 1972")
