// bbob f10 to f14: functions with one minimum and high conditioning.
#include "noisy.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob, slalom::bbob::Suite, slalom::bbob::Large;
using slalom::bbob::Gaussian, slalom::bbob::Uniform, slalom::bbob::Cauchy, slalom::bbob::Severe;

// sum_i 10^(6 (i-1)/(n-1)) z_i^2;  z = T_osz(R (x - x_opt))
struct F10 : Bbob {
  const std::vector<double> weights;

  explicit F10(Suite suite = Suite::bbob, double condition = 1e6) : Bbob(10, suite), weights(powers(condition)) {
    to_z.shift(x_opt);
    turn_by_R();
    to_z.oscillate();
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [&](std::size_t i, auto zi) { return weights[i - 1] * square(zi); });
  }
};
SLALOM_BBOB(F10, "bbob_f10", "Ellipsoid, rotated")

// 10^6 z_1^2 + sum_(i>1) z_i^2;  z = T_osz(R (x - x_opt))
struct F11 : Bbob {
  explicit F11(Suite suite = Suite::bbob) : Bbob(11, suite) {
    to_z.shift(x_opt);
    turn_by_R();
    to_z.oscillate();
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const auto squared = [](auto zi) { return square(zi); };
    return 1e6 * slalom::sum(z.first(singled_out()), squared) + slalom::sum(z.subspan(singled_out()), squared);
  }
};
SLALOM_BBOB(F11, "bbob_f11", "Discus")

// z_1^2 + 10^6 sum_(i>1) z_i^2;  z = R T_asy^0.5(R (x - x_opt))
struct F12 : Bbob {
  explicit F12(Suite suite = Suite::bbob) : Bbob(12, suite) {
    x_opt = slalom::bbob::optimum(n, seed + 1000000);
    to_z.shift(x_opt);
    turn_by_R();
    to_z.bend(0.5);
    turn_by_R();
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const auto squared = [](auto zi) { return square(zi); };
    return slalom::sum(z.first(singled_out()), squared) + 1e6 * slalom::sum(z.subspan(singled_out()), squared);
  }
};
SLALOM_BBOB(F12, "bbob_f12", "Bent cigar")

// z_1^2 + 100 sqrt(sum_(i>1) z_i^2);  z = R Lambda^10 Q (x - x_opt)
struct F13 : Bbob {
  explicit F13(Suite suite = Suite::bbob) : Bbob(13, suite) {
    to_z.shift(x_opt);
    turn_by_Q(5);
    to_z.scale(scaling(10));
    turn_by_R(3);
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const auto squared = [](auto zi) { return square(zi); };
    return slalom::sum(z.first(singled_out()), squared) + 100.0 * sqrt(slalom::sum(z.subspan(singled_out()), squared));
  }
};
SLALOM_BBOB(F13, "bbob_f13", "Sharp ridge")

// sqrt(sum_i |z_i|^(2 + 4 (i-1)/(n-1)));  z = R (x - x_opt)
struct F14 : Bbob {
  explicit F14(Suite suite = Suite::bbob) : Bbob(14, suite) {
    to_z.shift(x_opt);
    turn_by_R();
    factor = evened();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    return sqrt(slalom::sum(z, [&](double i, auto zi) { return pow(abs(zi), 2 + 4 * (i - 1) / (count() - 1)); }));
  }
};
SLALOM_BBOB(F14, "bbob_f14", "Different powers")

// f10, times min(1, 40/n).
struct LargeF10 : Large<F10> {};
SLALOM_BBOB_LARGE(LargeF10, "bbob_large_f10", "Ellipsoid, rotated")

// f11 with the factor 10^6 for the first n/40 of the z_i, rounded up; times min(1, 40/n).
struct LargeF11 : Large<F11> {};
SLALOM_BBOB_LARGE(LargeF11, "bbob_large_f11", "Discus")

// f12 with the factor 1 for the first n/40 of the z_i, rounded up; times min(1, 40/n).
struct LargeF12 : Large<F12> {};
SLALOM_BBOB_LARGE(LargeF12, "bbob_large_f12", "Bent cigar")

// f13 with the first n/40 of the z_i, rounded up, outside of the root; times min(1, 40/n).
struct LargeF13 : Large<F13> {};
SLALOM_BBOB_LARGE(LargeF13, "bbob_large_f13", "Sharp ridge")

// f14, times min(1, 40/n).
struct LargeF14 : Large<F14> {};
SLALOM_BBOB_LARGE(LargeF14, "bbob_large_f14", "Different powers")

struct MilderF10 : F10 {
  MilderF10() : F10(Suite::bbob, 1e4) {}
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
