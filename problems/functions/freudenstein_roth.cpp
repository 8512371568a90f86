// f(x, y) = (x - 13 + ((5 - y) y - 2) y)^2 + (x - 29 + ((y + 1) y - 14) y)^2.   Freudenstein & Roth (1963).
// The second minimizer is a local one, with a value of about 49.
#include <slalom/function.hpp>

struct FreudensteinRoth : slalom::Function {
  FreudensteinRoth() {
    domain({-5, -5}, {15, 10});
    minimum(0, {{5, 4}, {11.412778986902094, -0.8968052532744765}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    return square(x - 13.0 + ((5.0 - y) * y - 2.0) * y) + square(x - 29.0 + ((y + 1.0) * y - 14.0) * y);
  }
};
SLALOM_FUNCTION(FreudensteinRoth, "freudenstein_roth", "Freudenstein and Roth", "Freudenstein & Roth 1963")
