// f(x, y) = (x^6 + y^4 - 17)^2 + (2 x + y - 4)^2.   Wayburn & Seader (1987).
#include <slalom/function.hpp>

struct WayburnSeader1 : slalom::Function {
  WayburnSeader1() {
    domain(2, -5, 5);
    window(-1, 3, -1, 3);
    minimum(0, {{1, 2}, {1.5968041538769333, 0.8063916922461333}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(square(x * square(x)) + square(square(y)) - 17.0) + square(2.0 * x + y - 4.0);
  }
};
SLALOM_FUNCTION(WayburnSeader1, "wayburn_seader1", "Wayburn and Seader: two minima", "Wayburn & Seader 1987")
