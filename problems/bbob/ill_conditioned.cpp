// bbob f10 to f14: functions with one minimum and high conditioning.
#include "bbob.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob;

// sum_i 10^(6 (i-1)/(n-1)) z_i^2;  z = T_osz(R (x - x_opt))
struct F10 : Bbob {
  F10() : Bbob(10) {
    to_z.shift(x_opt);
    to_z.multiply(R());
    to_z.oscillate();
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    T sum(0);
    for (std::size_t i = 0; i < z.size(); ++i) sum += pow(1e6, ramp(i)) * square(z[i]);
    return sum;
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
    T sum = 1e6 * square(z[0]);
    for (const T& zi : z.subspan(1)) sum += square(zi);
    return sum;
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
    T sum = square(z[0]);
    for (const T& zi : z.subspan(1)) sum += 1e6 * square(zi);
    return sum;
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
    T sum(0);
    for (const T& zi : z.subspan(1)) sum += square(zi);
    return square(z[0]) + 100.0 * sqrt(sum);
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
    T sum(0);
    for (std::size_t i = 0; i < z.size(); ++i) sum += pow(abs(z[i]), 2 + 4 * ramp(i));
    return sqrt(sum);
  }
};
SLALOM_BBOB(F14, "bbob_f14", "Different powers")
}  // namespace
