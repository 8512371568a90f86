// f(x, y) = -(1 + cos(12 sqrt(x^2 + y^2))) / (0.5 (x^2 + y^2) + 2).   Molga & Smutnicki (2005).
#include <slalom/function.hpp>

struct DropWave : slalom::Function {
  DropWave() {
    domain(2, -5.12, 5.12);
    minimum(-1, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    const T rr = square(x) + square(y);
    return -(1.0 + cos(12.0 * sqrt(rr))) / (0.5 * rr + 2.0);
  }
};
SLALOM_FUNCTION(DropWave, "drop_wave", "Drop wave", "Molga & Smutnicki 2005")
