// bbob f15 to f19: functions with many minima and a global structure.
#include "noisy.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob, slalom::bbob::Suite, slalom::bbob::Large;
using slalom::bbob::Gaussian, slalom::bbob::Uniform, slalom::bbob::Cauchy, slalom::bbob::Severe;

// 10 (n - sum_i cos 2 pi z_i) + |z|^2;  z = R Lambda^10 Q T_asy^0.2(T_osz(R (x - x_opt)))
struct F15 : Bbob {
  explicit F15(Suite suite = Suite::bbob) : Bbob(15, suite) {
    to_z.shift(x_opt);
    turn_by_R(3);
    to_z.oscillate();
    to_z.bend(0.2);
    turn_by_Q(5);
    to_z.scale(scaling(10));
    turn_by_R(3);
    factor = evened();
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
  explicit F16(Suite suite = Suite::bbob) : Bbob(16, suite) {
    to_z.shift(x_opt);
    turn_by_R(5);
    to_z.oscillate();
    turn_by_Q(3);
    to_z.scale(scaling(0.01));
    turn_by_R(5);
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
  explicit F17(Suite suite = Suite::bbob, int number = 17, double condition = 10) : Bbob(number, suite, 17) {
    to_z.shift(x_opt);
    turn_by_R(5);
    to_z.bend(0.5);
    turn_by_Q(3);
    to_z.scale(scaling(condition));
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
  explicit F18(Suite suite = Suite::bbob) : F17(suite, 18, 1000) {}
};
SLALOM_BBOB(F18, "bbob_f18", "Schaffer's F7, ill-conditioned")

// 10/(n-1) sum_(i<n) (s_i / 4000 - cos s_i) + 10,  s_i = 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2;
// z = max(1, sqrt(n)/8) Q x + 1/2
struct F19 : Bbob {
  const double height;

  explicit F19(Suite suite = Suite::bbob, double of_waves = 10) : Bbob(19, suite), height(of_waves) {
    turn_by_Q();
    x_opt = to_z.transposed(all(0.5 / width()));
    to_z.scale(all(width()));
    to_z.shift(all(-0.5));
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const T sum = slalom::sum(z, [](auto a, auto b) {
      const auto s = 100.0 * square(square(a) - b) + square(a - 1.0);
      return s / 4000.0 - cos(s);
    });
    return height / (count() - 1) * sum + height;
  }
};
SLALOM_BBOB(F19, "bbob_f19", "Griewank-Rosenbrock")

// f15, times min(1, 40/n).
struct LargeF15 : Large<F15> {};
SLALOM_BBOB_LARGE(LargeF15, "bbob_large_f15", "Rastrigin, rotated")

// f16.
struct LargeF16 : Large<F16> {};
SLALOM_BBOB_LARGE(LargeF16, "bbob_large_f16", "Weierstrass")

// f17.
struct LargeF17 : Large<F17> {};
SLALOM_BBOB_LARGE(LargeF17, "bbob_large_f17", "Schaffer's F7")

// f18.
struct LargeF18 : Large<F18> {};
SLALOM_BBOB_LARGE(LargeF18, "bbob_large_f18", "Schaffer's F7, ill-conditioned")

// f19 with z = max(1, sqrt(min(n, 40))/8) Q x + 1/2.
struct LargeF19 : Large<F19> {};
SLALOM_BBOB_LARGE(LargeF19, "bbob_large_f19", "Griewank-Rosenbrock")

// f of f17, seen as f exp(N); penalty 100
struct F122 : Severe<F17, Gaussian> {};
SLALOM_BBOB(F122, "bbob_f122", "Schaffer's F7, severe Gaussian noise")

// f of f17, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F123 : Severe<F17, Uniform> {};
SLALOM_BBOB(F123, "bbob_f123", "Schaffer's F7, severe uniform noise")

// f of f17, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0; penalty 100
struct F124 : Severe<F17, Cauchy> {};
SLALOM_BBOB(F124, "bbob_f124", "Schaffer's F7, severe Cauchy noise")

struct LowerF19 : F19 {
  LowerF19() : F19(Suite::bbob, 1) {}
};

// f of f19, with 1 for 10, seen as f exp(N); penalty 100
struct F125 : Severe<LowerF19, Gaussian> {};
SLALOM_BBOB(F125, "bbob_f125", "Griewank-Rosenbrock, severe Gaussian noise")

// f of f19, with 1 for 10, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F126 : Severe<LowerF19, Uniform> {};
SLALOM_BBOB(F126, "bbob_f126", "Griewank-Rosenbrock, severe uniform noise")

// f of f19, with 1 for 10, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0; penalty
// 100
struct F127 : Severe<LowerF19, Cauchy> {};
SLALOM_BBOB(F127, "bbob_f127", "Griewank-Rosenbrock, severe Cauchy noise")
}  // namespace
