// f(x, y) = -|sin x cos y exp|1 - sqrt(x^2 + y^2)/pi||.   Mishra (2006). Not differentiable where sin x cos y = 0.
#include <slalom/function.hpp>

struct HolderTable : slalom::Function {
  HolderTable() {
    const double a = 8.055023475736563, b = 9.664590019241272;
    domain(2, -10, 10);
    minimum(-19.208502567886732, {{a, b}, {a, -b}, {-a, b}, {-a, -b}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    const T r = sqrt(square(x) + square(y));
    return -abs(sin(x) * cos(y) * exp(abs(1.0 - r / pi)));
  }
};
SLALOM_FUNCTION(HolderTable, "holder_table", "Holder table", "Mishra 2006")
