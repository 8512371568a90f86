// f(x) = -sum_(i=1..10) 1 / (b_i + |x - c_i|^2).   Shekel (1971); numbers of Dixon & Szegoe (1978).
#include <slalom/function.hpp>

struct Shekel10 : slalom::Function {
  static constexpr double b[10] = {0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3, 0.7, 0.5, 0.5};
  static constexpr double c[10][4] = {{4, 4, 4, 4}, {1, 1, 1, 1}, {8, 8, 8, 8}, {6, 6, 6, 6}, {3, 7, 3, 7},
                                      {2, 9, 2, 9}, {5, 5, 3, 3}, {8, 1, 8, 1}, {6, 2, 6, 2}, {7, 3.6, 7, 3.6}};

  Shekel10() {
    domain(4, 0, 10);
    minimum(-10.536409816692043, {{4.000746531592046, 4.000592934138532, 3.9996633980403224, 3.9995098005868077}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    T sum(0);
    for (std::size_t i = 0; i < 10; ++i) {
      T distance(b[i]);
      for (std::size_t j = 0; j < 4; ++j) distance += square(x[j] - c[i][j]);
      sum -= 1.0 / distance;
    }
    return sum;
  }
};
SLALOM_FUNCTION(Shekel10, "shekel10", "Shekel's function with ten minima", "Shekel 1971")
