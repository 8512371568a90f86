// bbob f10 to f14: functions with one minimum and high conditioning.
#include "noisy.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob;
using slalom::bbob::Gaussian, slalom::bbob::Uniform, slalom::bbob::Cauchy, slalom::bbob::Severe;

// sum_i 10^(6 (i-1)/(n-1)) z_i^2;  z = T_osz(R (x - x_opt))
struct F10 : Bbob {
  const std::vector<double> weights;

  explicit F10(double condition = 1e6) : Bbob(10), weights(powers(condition)) {
    to_z.shift(x_opt);
    to_z.multiply(R());
    to_z.oscillate();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [&](std::size_t i, auto zi) { return weights[i - 1] * square(zi); });
  }
};
SLALOM_BBOB(F10, "bbob_f10", "Ellipsoid, rotated")

// 10^6 z_1^2 + sum_(i>1) z_i^2;  z = T_osz(R (x - x_opt))
struct F11 : Bbob {
  F11() : Bbob(11) {
    to_z.shift(x_opt);
    to_z.multiply(R());
    to_z.oscillate();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return 1e6 * square(z[0]) + slalom::sum(z.subspan(1), [](auto zi) { return square(zi); });
  }
};
SLALOM_BBOB(F11, "bbob_f11", "Discus")

// z_1^2 + 10^6 sum_(i>1) z_i^2;  z = R T_asy^0.5(R (x - x_opt))
struct F12 : Bbob {
  F12() : Bbob(12) {
    x_opt = slalom::bbob::optimum(n, seed + 1000000);
    to_z.shift(x_opt);
    to_z.multiply(R());
    to_z.bend(0.5);
    to_z.multiply(R());
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return square(z[0]) + 1e6 * slalom::sum(z.subspan(1), [](auto zi) { return square(zi); });
  }
};
SLALOM_BBOB(F12, "bbob_f12", "Bent cigar")

// z_1^2 + 100 sqrt(sum_(i>1) z_i^2);  z = R Lambda^10 Q (x - x_opt)
struct F13 : Bbob {
  F13() : Bbob(13) {
    to_z.shift(x_opt);
    to_z.multiply(R() * scaling(10) * Q());
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return square(z[0]) + 100.0 * sqrt(slalom::sum(z.subspan(1), [](auto zi) { return square(zi); }));
  }
};
SLALOM_BBOB(F13, "bbob_f13", "Sharp ridge")

// sqrt(sum_i |z_i|^(2 + 4 (i-1)/(n-1)));  z = R (x - x_opt)
struct F14 : Bbob {
  F14() : Bbob(14) {
    to_z.shift(x_opt);
    to_z.multiply(R());
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return sqrt(slalom::sum(z, [&](double i, auto zi) { return pow(abs(zi), 2 + 4 * (i - 1) / (count() - 1)); }));
  }
};
SLALOM_BBOB(F14, "bbob_f14", "Different powers")

struct MilderF10 : F10 {
  MilderF10() : F10(1e4) {}
};

// f of f10, with 10^4 for 10^6, seen as f exp(N); penalty 100
struct F116 : Severe<MilderF10, Gaussian> {};
SLALOM_BBOB(F116, "bbob_f116", "Ellipsoid, severe Gaussian noise")

// f of f10, with 10^4 for 10^6, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F117 : Severe<MilderF10, Uniform> {};
SLALOM_BBOB(F117, "bbob_f117", "Ellipsoid, severe uniform noise")

// f of f10, with 10^4 for 10^6, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0;
// penalty 100
struct F118 : Severe<MilderF10, Cauchy> {};
SLALOM_BBOB(F118, "bbob_f118", "Ellipsoid, severe Cauchy noise")

// f of f14, seen as f exp(N); penalty 100
struct F119 : Severe<F14, Gaussian> {};
SLALOM_BBOB(F119, "bbob_f119", "Different powers, severe Gaussian noise")

// f of f14, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F120 : Severe<F14, Uniform> {};
SLALOM_BBOB(F120, "bbob_f120", "Different powers, severe uniform noise")

// f of f14, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0; penalty 100
struct F121 : Severe<F14, Cauchy> {};
SLALOM_BBOB(F121, "bbob_f121", "Different powers, severe Cauchy noise")
}  // namespace
