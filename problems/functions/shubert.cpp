// f(x, y) = g(x) g(y),  g(x) = sum_(j=1..5) j cos((j + 1) x + j).   Shubert (1972).
// The least value is where one factor is at its minimum and the other at its maximum.
#include <slalom/function.hpp>

struct Shubert : slalom::Function {
  Shubert() {
    domain(2, -10, 10);
    window(-5, 5, -5, 5);
    std::vector<std::vector<double>> points;
    for (const int i : {-1, 0, 1})
      for (const int j : {-1, 0, 1}) {
        const double low = -1.425128428319761 + 2 * slalom::math::pi * i,
                     high = -0.8003211004719731 + 2 * slalom::math::pi * j;
        points.push_back({low, high});
        points.push_back({high, low});
      }
    minimum(-186.73090883102384, points);
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    return waves(v[0]) * waves(v[1]);
  }

 private:
  template <class T>
  static T waves(const T& x) {
    T sum(0);
    for (double j = 1; j <= 5; ++j) sum += j * slalom::math::cos((j + 1) * x + j);
    return sum;
  }
};
SLALOM_FUNCTION(Shubert, "shubert", "Shubert's function with eighteen global minima", "Shubert 1972")
