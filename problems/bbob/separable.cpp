// bbob f1 to f5: separable functions. Each has its formula and the way from x to z above it.
#include "noisy.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob, slalom::bbob::Suite, slalom::bbob::Large;
using slalom::bbob::Gaussian, slalom::bbob::Uniform, slalom::bbob::Cauchy, slalom::bbob::Moderate, slalom::bbob::Severe;

// |z|^2;  z = x - x_opt
struct F1 : Bbob {
  explicit F1(Suite suite = Suite::bbob) : Bbob(1, suite) {
    to_z.shift(x_opt);
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [](auto zi) { return square(zi); });
  }
};
SLALOM_BBOB(F1, "bbob_f1", "Sphere")

// sum_i 10^(6 (i-1)/(n-1)) z_i^2;  z = T_osz(x - x_opt)
struct F2 : Bbob {
  const std::vector<double> weights = powers(1e6);

  explicit F2(Suite suite = Suite::bbob) : Bbob(2, suite) {
    to_z.shift(x_opt);
    to_z.oscillate();
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [&](std::size_t i, auto zi) { return weights[i - 1] * square(zi); });
  }
};
SLALOM_BBOB(F2, "bbob_f2", "Ellipsoid, separable")

// 10 (n - sum_i cos 2 pi z_i) + |z|^2;  z = Lambda^10 T_asy^0.2(T_osz(x - x_opt))
struct F3 : Bbob {
  explicit F3(Suite suite = Suite::bbob) : Bbob(3, suite) {
    to_z.shift(x_opt);
    to_z.oscillate();
    to_z.bend(0.2);
    to_z.scale(scaling(10));
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [](auto zi) { return 10.0 * (1.0 - cos(2 * pi * zi)) + square(zi); });
  }
};
SLALOM_BBOB(F3, "bbob_f3", "Rastrigin, separable")

// 10 (n - sum_i cos 2 pi y_i) + |y|^2,  y_i = s_i z_i,  s_i = 10^(1/2 (i-1)/(n-1)), 10 times that if z_i > 0 and i odd;
// z = T_osz(x - x_opt); penalty 100
struct F4 : Bbob {
  const std::vector<double> weights = powers(sqrt(10.0));

  explicit F4(Suite suite = Suite::bbob) : Bbob(4, suite, 3) {
    for (slalom::bbob::Index i = 0; i < n; i += 2) x_opt[i] = abs(x_opt[i]);
    to_z.shift(x_opt);
    to_z.oscillate();
    factor = evened();
    penalty = 100;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [&](std::size_t i, auto zi) {
      const auto yi = (zi > 0.0 && i % 2 == 1 ? 10.0 : 1.0) * weights[i - 1] * zi;
      return 10.0 * (1.0 - cos(2 * pi * yi)) + square(yi);
    });
  }
};
SLALOM_BBOB(F4, "bbob_f4", "Bueche-Rastrigin")

// sum_i 5 |s_i| - s_i z_i,  s_i = sign(x_opt_i) 10^((i-1)/(n-1));  z_i = x_i, not beyond x_opt_i = -5 or 5
struct F5 : Bbob {
  const std::vector<double> weights = powers(10);

  explicit F5(Suite suite = Suite::bbob) : Bbob(5, suite) {
    x_opt = 5 * x_opt.cwiseSign();
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [&](std::size_t i, auto zi) {
      const double edge = x_opt[static_cast<slalom::bbob::Index>(i - 1)];
      return zi * edge < 25.0 ? weights[i - 1] * (5.0 - edge / 5 * zi) : 0.0;
    });
  }
};
SLALOM_BBOB(F5, "bbob_f5", "Linear slope")

// f1, times min(1, 40/n).
struct LargeF1 : Large<F1> {};
SLALOM_BBOB_LARGE(LargeF1, "bbob_large_f1", "Sphere")

// f2, times min(1, 40/n).
struct LargeF2 : Large<F2> {};
SLALOM_BBOB_LARGE(LargeF2, "bbob_large_f2", "Ellipsoid, separable")

// f3, times min(1, 40/n).
struct LargeF3 : Large<F3> {};
SLALOM_BBOB_LARGE(LargeF3, "bbob_large_f3", "Rastrigin, separable")

// f4, times min(1, 40/n) but for the penalty.
struct LargeF4 : Large<F4> {};
SLALOM_BBOB_LARGE(LargeF4, "bbob_large_f4", "Bueche-Rastrigin")

// f5, times min(1, 40/n).
struct LargeF5 : Large<F5> {};
SLALOM_BBOB_LARGE(LargeF5, "bbob_large_f5", "Linear slope")

// f of f1, seen as f exp(b N), b = 0.01; penalty 100
struct F101 : Moderate<F1, Gaussian> {};
SLALOM_BBOB(F101, "bbob_f101", "Sphere, moderate Gaussian noise")

// f of f1, seen as f U_1^b max(1, (10^9 / f)^(a U_2)), a = 0.01 (0.49 + 1/n), b = 0.01; penalty 100
struct F102 : Moderate<F1, Uniform> {};
SLALOM_BBOB(F102, "bbob_f102", "Sphere, moderate uniform noise")

// f of f1, seen as f + a max(0, 1000 + C), a = 0.01, C = N_1 / |N_2| with probability p = 0.05, else 0; penalty 100
struct F103 : Moderate<F1, Cauchy> {};
SLALOM_BBOB(F103, "bbob_f103", "Sphere, moderate Cauchy noise")

// f of f1, seen as f exp(N); penalty 100
struct F107 : Severe<F1, Gaussian> {};
SLALOM_BBOB(F107, "bbob_f107", "Sphere, severe Gaussian noise")

// f of f1, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F108 : Severe<F1, Uniform> {};
SLALOM_BBOB(F108, "bbob_f108", "Sphere, severe uniform noise")

// f of f1, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0; penalty 100
struct F109 : Severe<F1, Cauchy> {};
SLALOM_BBOB(F109, "bbob_f109", "Sphere, severe Cauchy noise")
}  // namespace
