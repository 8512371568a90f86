// bbob f15 to f19: functions with many minima and a global structure.
#include "bbob.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob;

// 10 (n - sum_i cos 2 pi z_i) + |z|^2;  z = R Lambda^10 Q T_asy^0.2(T_osz(R (x - x_opt)))
struct F15 : Bbob {
  F15() : Bbob(15) {
    to_z.shift(x_opt);
    to_z.multiply(R());
    to_z.oscillate();
    to_z.bend(0.2);
    to_z.multiply(R() * scaling(10) * Q());
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [](auto zi) { return 10.0 * (1.0 - cos(2 * pi * zi)) + square(zi); });
  }
};
SLALOM_BBOB(F15, "bbob_f15", "Rastrigin, rotated")

// 10 (1/n sum_i sum_(k<12) (cos(2 pi 3^k (z_i + 1/2)) + 1) / 2^k)^3;  z = R Lambda^(1/100) Q T_osz(R (x - x_opt));
// penalty 10/n
struct F16 : Bbob {
  F16() : Bbob(16) {
    to_z.shift(x_opt);
    to_z.multiply(R());
    to_z.oscillate();
    to_z.multiply(R() * scaling(0.01) * Q());
    penalty = 10 / count();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const T sum = slalom::sum(z, [](auto zi) {
      decltype(zi) waves(0);
      double power = 1, weight = 1;
#pragma GCC unroll 12
      for (int k = 0; k < 12; ++k, power *= 3, weight /= 2) waves += weight * (cos(2 * pi * power * (zi + 0.5)) + 1.0);
      return waves;
    });
    return 10.0 * pow(sum / count(), 3.0);
  }
};
SLALOM_BBOB(F16, "bbob_f16", "Weierstrass")

// (1/(n-1) sum_(i<n) sqrt(s_i) (1 + sin^2(50 s_i^0.2)))^2,  s_i = sqrt(z_i^2 + z_(i+1)^2);
// z = Lambda^10 Q T_asy^0.5(R (x - x_opt)); penalty 10
struct F17 : Bbob {
  explicit F17(int number = 17, double condition = 10) : Bbob(number, 17) {
    to_z.shift(x_opt);
    to_z.multiply(R());
    to_z.bend(0.5);
    to_z.multiply(scaling(condition) * Q());
    penalty = 10;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const T sum = slalom::sum(z, [](auto a, auto b) {
      const auto squared = square(a) + square(b);
      return squared > 0.0 ? pow(squared, 0.25) * (1.0 + square(sin(50.0 * pow(squared, 0.1)))) : 0.0;
    });
    return square(sum / (count() - 1));
  }
};
SLALOM_BBOB(F17, "bbob_f17", "Schaffer's F7")

// f17 with Lambda^1000.
struct F18 : F17 {
  F18() : F17(18, 1000) {}
};
SLALOM_BBOB(F18, "bbob_f18", "Schaffer's F7, ill-conditioned")

// 10/(n-1) sum_(i<n) (s_i / 4000 - cos s_i) + 10,  s_i = 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2;
// z = max(1, sqrt(n)/8) Q x + 1/2
struct F19 : Bbob {
  F19() : Bbob(19) {
    const double factor = std::max(1.0, sqrt(count()) / 8);
    to_z.multiply(factor * Q());
    to_z.shift(all(-0.5));
    x_opt = Q().transpose() * all(0.5 / factor);
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const T sum = slalom::sum(z, [](auto a, auto b) {
      const auto s = 100.0 * square(square(a) - b) + square(a - 1.0);
      return s / 4000.0 - cos(s);
    });
    return 10.0 / (count() - 1) * sum + 10.0;
  }
};
SLALOM_BBOB(F19, "bbob_f19", "Griewank-Rosenbrock")
}  // namespace
