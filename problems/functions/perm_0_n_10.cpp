// f(x) = sum_(i=1..n) (sum_(j=1..n) (j + 10) (x_j^i - j^-i))^2.   Adorio & Diliman (2005).
#include <slalom/function.hpp>

struct Perm0 : slalom::Function {
  Perm0() {
    const auto n = dimension();
    domain(n, -static_cast<double>(n), static_cast<double>(n));
    auto best = everywhere(1);
    for (double j = 1; double& x : best) x = 1 / j++;
    minimum(0, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    T sum(0);
    for (double i = 1; i <= static_cast<double>(x.size()); ++i)
      sum += square(slalom::sum(x, [i](double j, auto xj) { return (j + 10) * (pow(xj, i) - std::pow(j, -i)); }));
    return sum;
  }
};
SLALOM_FUNCTION(Perm0, "perm_0_n_10", "Perm function 0, beta = 10", "Adorio & Diliman 2005")
