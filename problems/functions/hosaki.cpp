// f(x, y) = (1 - 8 x + 7 x^2 - 7/3 x^3 + 1/4 x^4) y^2 exp(-y).   Bekey & Ung (1974). The second minimum is a local one.
#include <slalom/function.hpp>

struct Hosaki : slalom::Function {
  Hosaki() {
    domain({0, 0}, {5, 6});
    minimum(-2.3458115761012865, {{4, 2}, {1, 2}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return (1.0 + x * (-8.0 + x * (7.0 + x * (x / 4.0 - 7.0 / 3)))) * square(y) * exp(-y);
  }
};
SLALOM_FUNCTION(Hosaki, "hosaki", "Hosaki's function", "Bekey & Ung 1974")
