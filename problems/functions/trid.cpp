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
    T sum = square(x[0] - 1.0);
    for (std::size_t i = 1; i < x.size(); ++i) sum += square(x[i] - 1.0) - x[i] * x[i - 1];
    return sum;
  }
};
SLALOM_FUNCTION(Trid, "trid", "Trid", "Adorio & Diliman 2005")
