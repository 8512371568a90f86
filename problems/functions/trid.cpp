// f(x) = sum_i (x_i - 1)^2 - sum_(i>1) x_i x_(i-1).   Adorio & Diliman (2005).
#include <slalom/function.hpp>

struct Trid : slalom::Function {
  Trid() {
    const auto count = dimension(2);
    const double n = static_cast<double>(count);
    domain(count, -n * n, n * n);
    auto best = everywhere(0);
    for (double i = 1; double& x : best) x = i * (n + 1 - i), ++i;
    minimum(-n * (n + 4) * (n - 1) / 6, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return square(x[0] - 1.0) + slalom::sum(x, [](auto a, auto b) { return square(b - 1.0) - b * a; });
  }
};
SLALOM_FUNCTION(Trid, "trid", "Trid", "Adorio & Diliman 2005")
