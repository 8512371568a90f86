// f(x) = sum_i |x_i|^(i+1).   Molga & Smutnicki (2005).
#include <slalom/function.hpp>

struct SumOfPowers : slalom::Function {
  SumOfPowers() {
    domain(dimension(), -1, 1);
    minimum(0, {everywhere(0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return slalom::sum(x, [](double i, auto xi) { return pow(abs(xi), i + 1); });
  }
};
SLALOM_FUNCTION(SumOfPowers, "sum_of_powers", "Sum of different powers", "Molga & Smutnicki 2005")
