// f(x, y) = -2 exp(-((x-1)^2 + y^2) / 0.2) - 6 exp(-((x+1)^2 + y^2) / 0.2) + x^2 + y^2: the lecture's example.
#include <slalom/function.hpp>

struct TwoWells : slalom::Function {
  TwoWells() {
    domain(2, -2, 2);
    minimum(-5.032339968658435, {{-0.9675774464554597, 0}, {0.9053178606008483, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return -2.0 * exp(-5.0 * (square(x - 1.0) + y * y)) - 6.0 * exp(-5.0 * (square(x + 1.0) + y * y)) + x * x + y * y;
  }
};
SLALOM_FUNCTION(TwoWells, "two_wells", "The lecture's function with two minima", "lecture on optimization")
