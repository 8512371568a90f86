// f(x) = 100 (x_1^2 - x_2)^2 + (x_1 - 1)^2 + (x_3 - 1)^2 + 90 (x_3^2 - x_4)^2
//        + 10.1 ((x_2 - 1)^2 + (x_4 - 1)^2) + 19.8 (x_2 - 1) (x_4 - 1).   Colville (1968).
#include <slalom/function.hpp>

struct Colville : slalom::Function {
  Colville() {
    domain(4, -10, 10);
    minimum(0, {everywhere(1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    const T y = x[1] - 1.0, z = x[3] - 1.0;
    return 100.0 * square(square(x[0]) - x[1]) + square(x[0] - 1.0) + square(x[2] - 1.0) +
           90.0 * square(square(x[2]) - x[3]) + 10.1 * (square(y) + square(z)) + 19.8 * y * z;
  }
};
SLALOM_FUNCTION(Colville, "colville", "Colville's or Wood's function", "Colville 1968")
