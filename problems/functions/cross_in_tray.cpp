// f(x, y) = -0.0001 (|sin x sin y exp|100 - sqrt(x^2 + y^2)/pi|| + 1)^0.1.   Mishra (2006).
// Not differentiable where sin x sin y = 0.
#include <slalom/function.hpp>

struct CrossInTray : slalom::Function {
  CrossInTray() {
    const double a = 1.3494066171539107;
    domain(2, -10, 10);
    minimum(-2.062611870822737, {{a, a}, {a, -a}, {-a, a}, {-a, -a}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    const T r = sqrt(square(x) + square(y));
    return -0.0001 * pow(abs(sin(x) * sin(y) * exp(abs(100.0 - r / pi))) + 1.0, 0.1);
  }
};
SLALOM_FUNCTION(CrossInTray, "cross_in_tray", "Cross in tray", "Mishra 2006")
