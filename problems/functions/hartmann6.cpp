// f(x) = -sum_(i=1..4) c_i exp(-sum_j a_ij (x_j - p_ij)^2).   Hartmann (1972); numbers of Dixon & Szegoe (1978).
#include <slalom/function.hpp>

struct Hartmann6 : slalom::Function {
  static constexpr double c[4] = {1, 1.2, 3, 3.2};
  static constexpr double a[4][6] = {
      {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}};
  static constexpr double p[4][6] = {{0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
                                     {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
                                     {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
                                     {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}};

  Hartmann6() {
    domain(6, 0, 1);
    minimum(-3.3223680114155147, {{0.20168951100670543, 0.15001069182345797, 0.476873974221897, 0.2753324304940561,
                                   0.31165161660011326, 0.6573005340656204}});
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
SLALOM_FUNCTION(Hartmann6, "hartmann6", "Hartmann's function of six variables", "Hartmann 1972")
