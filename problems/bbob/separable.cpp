// bbob f1 to f5: separable functions. Each has its formula and the way from x to z above it.
#include "bbob.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob;

// |z|^2;  z = x - x_opt
struct F1 : Bbob {
  F1() : Bbob(1) { to_z.shift(x_opt); }
  template <class T>
  T operator()(std::span<const T> z) const {
    T sum(0);
    for (const T& zi : z) sum += square(zi);
    return sum;
  }
};
SLALOM_BBOB(F1, "bbob_f1", "Sphere")

// sum_i 10^(6 (i-1)/(n-1)) z_i^2;  z = T_osz(x - x_opt)
struct F2 : Bbob {
  F2() : Bbob(2) {
    to_z.shift(x_opt);
    to_z.oscillate();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    T sum(0);
    for (std::size_t i = 0; i < z.size(); ++i) sum += pow(1e6, ramp(i)) * square(z[i]);
    return sum;
  }
};
SLALOM_BBOB(F2, "bbob_f2", "Ellipsoid, separable")

// 10 (n - sum_i cos 2 pi z_i) + |z|^2;  z = Lambda^10 T_asy^0.2(T_osz(x - x_opt))
struct F3 : Bbob {
  F3() : Bbob(3) {
    to_z.shift(x_opt);
    to_z.oscillate();
    to_z.bend(0.2);
    to_z.multiply(scaling(10));
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    T sum(0);
    for (const T& zi : z) sum += 10.0 * (1.0 - cos(2 * pi * zi)) + square(zi);
    return sum;
  }
};
SLALOM_BBOB(F3, "bbob_f3", "Rastrigin, separable")

// 10 (n - sum_i cos 2 pi y_i) + |y|^2,  y_i = s_i z_i,  s_i = 10^(1/2 (i-1)/(n-1)), 10 times that if z_i > 0 and i odd;
// z = T_osz(x - x_opt); penalty 100
struct F4 : Bbob {
  F4() : Bbob(4, 3) {
    for (slalom::bbob::Index i = 0; i < n; i += 2) x_opt[i] = abs(x_opt[i]);
    to_z.shift(x_opt);
    to_z.oscillate();
    penalty = 100;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    T sum(0);
    for (std::size_t i = 0; i < z.size(); ++i) {
      const T y = (z[i] > 0.0 && i % 2 == 0 ? 10.0 : 1.0) * pow(10.0, ramp(i) / 2) * z[i];
      sum += 10.0 * (1.0 - cos(2 * pi * y)) + square(y);
    }
    return sum;
  }
};
SLALOM_BBOB(F4, "bbob_f4", "Bueche-Rastrigin")

// sum_i 5 |s_i| - s_i z_i,  s_i = sign(x_opt_i) 10^((i-1)/(n-1));  z_i = x_i, not beyond x_opt_i = -5 or 5
struct F5 : Bbob {
  F5() : Bbob(5) { x_opt = 5 * x_opt.cwiseSign(); }
  template <class T>
  T operator()(std::span<const T> z) const {
    T sum(0);
    for (std::size_t i = 0; i < z.size(); ++i) {
      const double edge = x_opt[static_cast<slalom::bbob::Index>(i)];
      if (z[i] * edge < 25.0) sum += pow(10.0, ramp(i)) * (5.0 - edge / 5 * z[i]);
    }
    return sum;
  }
};
SLALOM_BBOB(F5, "bbob_f5", "Linear slope")
}  // namespace
