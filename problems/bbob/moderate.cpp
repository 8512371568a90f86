// bbob f6 to f9: functions with low or moderate conditioning.
#include "bbob.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob, slalom::bbob::Index, slalom::bbob::MatrixXd;

// T_osz(sum_i (s_i z_i)^2)^0.9,  s_i = 100 if z_i x_opt_i > 0, else 1;  z = R Lambda^10 Q (x - x_opt)
struct F6 : Bbob {
  F6() : Bbob(6) {
    to_z.shift(x_opt);
    to_z.multiply(R() * scaling(10) * Q());
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const T sum = slalom::sum(z, [&](std::size_t i, auto zi) {
      return square((zi * x_opt[static_cast<Index>(i - 1)] > 0.0 ? 100.0 : 1.0) * zi);
    });
    return sum == 0.0 ? T(0) : pow(slalom::bbob::oscillated(sum), 0.9);
  }
};
SLALOM_BBOB(F6, "bbob_f6", "Attractive sector")

// 0.1 max(|z_1| / 10^4, sum_i 10^(2 (i-1)/(n-1)) y_i^2),  y = R round(z), where numbers in [-0.5, 0.5] are rounded to
// tenths;  z = Lambda^10 Q (x - x_opt); penalty 1. The gradient is 0 but for the penalty and on the innermost step.
struct F7 : Bbob {
  const MatrixXd turn = R();
  const std::vector<double> weights = powers(100);

  F7() : Bbob(7) {
    to_z.shift(x_opt);
    to_z.multiply(scaling(10) * Q());
    penalty = 1;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    double sum = 0;
    for (Index i = 0; i < n; ++i) {
      double y = 0;
      for (Index j = 0; j < n; ++j) y += turn(i, j) * rounded(value_of(z[static_cast<std::size_t>(j)]));
      sum += weights[static_cast<std::size_t>(i)] * square(y);
    }
    const T least = abs(z[0]) / 1e4;
    return 0.1 * (least > sum ? least : T(sum));
  }

 private:
  static double rounded(double z) { return abs(z) > 0.5 ? std::floor(z + 0.5) : std::floor(10 * z + 0.5) / 10; }
};
SLALOM_BBOB(F7, "bbob_f7", "Step ellipsoid")

// What f8 and f9 have in common.
struct RosenbrockOfZ : Bbob {
  using Bbob::Bbob;
  double factor = std::max(1.0, sqrt(count()) / 8);

  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [](auto a, auto b) { return 100.0 * square(square(a) - b) + square(a - 1.0); });
  }
};

// sum_(i<n) 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2;  z = max(1, sqrt(n)/8) (x - x_opt) + 1
struct F8 : RosenbrockOfZ {
  F8() : RosenbrockOfZ(8) {
    x_opt *= 0.75;
    to_z.shift(x_opt);
    to_z.multiply(factor * MatrixXd::Identity(n, n));
    to_z.shift(all(-1));
  }
};
SLALOM_BBOB(F8, "bbob_f8", "Rosenbrock")

// The same of z = max(1, sqrt(n)/8) Q x + 1/2.
struct F9 : RosenbrockOfZ {
  F9() : RosenbrockOfZ(9) {
    to_z.multiply(factor * Q());
    to_z.shift(all(-0.5));
    x_opt = Q().transpose() * all(0.5 / factor);
  }
};
SLALOM_BBOB(F9, "bbob_f9", "Rosenbrock, rotated")
}  // namespace
