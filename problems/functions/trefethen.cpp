// f(x, y) = exp(sin 50 x) + sin(60 exp y) + sin(70 sin x) + sin(sin 80 y) - sin(10 (x + y)) + (x^2 + y^2) / 4.
// Trefethen (2002), the fourth of his ten problems.
#include <slalom/function.hpp>

struct Trefethen : slalom::Function {
  Trefethen() {
    domain(2, -1, 1);
    minimum(-3.306868647475237, {{-0.024403079694375173, 0.21061242715535577}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return exp(sin(50.0 * x)) + sin(60.0 * exp(y)) + sin(70.0 * sin(x)) + sin(sin(80.0 * y)) - sin(10.0 * (x + y)) +
           0.25 * (square(x) + square(y));
  }
};
SLALOM_FUNCTION(Trefethen, "trefethen", "Trefethen's challenge", "Trefethen 2002, problem 4")
