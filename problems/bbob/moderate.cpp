// bbob f6 to f9: functions with low or moderate conditioning.
#include "noisy.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob, slalom::bbob::Suite, slalom::bbob::Large, slalom::bbob::Index, slalom::bbob::MatrixXd;
using slalom::bbob::Gaussian, slalom::bbob::Uniform, slalom::bbob::Cauchy, slalom::bbob::Moderate, slalom::bbob::Severe;

// T_osz(sum_i (s_i z_i)^2)^0.9,  s_i = 100 if z_i x_opt_i > 0, else 1;  z = R Lambda^10 Q (x - x_opt)
struct F6 : Bbob {
  explicit F6(Suite suite = Suite::bbob) : Bbob(6, suite) {
    to_z.shift(x_opt);
    turn_by_Q(2);
    to_z.scale(scaling(10));
    turn_by_R(4);
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const T sum = slalom::sum(z, [&](std::size_t i, auto zi) {
      return square((zi * x_opt[static_cast<Index>(i - 1)] > 0.0 ? 100.0 : 1.0) * zi);
    });
    return sum == 0.0 ? T(0) : pow(slalom::bbob::oscillated(evened() * sum), 0.9);
  }
};
SLALOM_BBOB(F6, "bbob_f6", "Attractive sector")

// 0.1 max(|z_1| / 10^4, sum_i 10^(2 (i-1)/(n-1)) y_i^2),  y = R round(z), where numbers in [-0.5, 0.5] are rounded to
// tenths;  z = Lambda^10 Q (x - x_opt); penalty 1. The gradient is 0 but for the penalty and on the innermost step.
struct F7 : Bbob {
  const std::vector<MatrixXd> turn = R();
  const std::vector<Index> before = permutation(4);
  std::vector<double> weights;  // in the order of y before its last permutation
  const double of_first;

  explicit F7(Suite suite = Suite::bbob) : Bbob(7, suite), of_first((suite == Suite::bbob ? 1 : count()) / 1e4) {
    to_z.shift(x_opt);
    turn_by_Q(2);
    to_z.scale(scaling(10));
    weights = powers(100);
    for (Index i = 0; const Index place : permutation(5))
      weights[static_cast<std::size_t>(place)] = pow(100, ramp(i++));
    factor = evened();
    penalty = 1;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    double sum = 0;
    for (std::size_t first = 0; const auto& B : turn) {
      const auto size = static_cast<std::size_t>(B.rows());
      for (std::size_t i = 0; i < size; ++i) {
        double y = 0;
        for (std::size_t j = 0; j < size; ++j) {
          const auto from = static_cast<std::size_t>(before[first + j]);
          y += B(static_cast<Index>(i), static_cast<Index>(j)) * rounded(value_of(z[from]));
        }
        sum += weights[first + i] * square(y);
      }
      first += size;
    }
    const T least = abs(z[0]) * of_first;
    return 0.1 * (least > sum ? least : T(sum));
  }

 private:
  static double rounded(double z) { return abs(z) > 0.5 ? std::floor(z + 0.5) : std::floor(10 * z + 0.5) / 10; }
};
SLALOM_BBOB(F7, "bbob_f7", "Step ellipsoid")

// What f8 and f9 have in common.
struct RosenbrockOfZ : Bbob {
  using Original = RosenbrockOfZ;
  using Bbob::Bbob;

  template <class T>
  T operator()(std::span<const T> z) const {
    return slalom::sum(z, [](auto a, auto b) { return 100.0 * square(square(a) - b) + square(a - 1.0); });
  }
};

// sum_(i<n) 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2;  z = max(1, sqrt(n)/8) (x - x_opt) + 1
struct F8 : RosenbrockOfZ {
  explicit F8(Suite suite = Suite::bbob) : RosenbrockOfZ(8, suite) {
    x_opt *= 0.75;
    to_z.shift(x_opt);
    to_z.scale(all(width()));
    to_z.shift(all(-1));
    factor = evened();
  }
};
SLALOM_BBOB(F8, "bbob_f8", "Rosenbrock")

// The same of z = max(1, sqrt(n)/8) Q x + 1/2.
struct F9 : RosenbrockOfZ {
  F9() : RosenbrockOfZ(9, Suite::bbob) {
    turn_by_Q();
    x_opt = to_z.transposed(all(0.5 / width()));
    to_z.scale(all(width()));
    to_z.shift(all(-0.5));
  }
};
SLALOM_BBOB(F9, "bbob_f9", "Rosenbrock, rotated")

// f6, with min(1, 40/n) times the sum.
struct LargeF6 : Large<F6> {};
SLALOM_BBOB_LARGE(LargeF6, "bbob_large_f6", "Attractive sector")

// f7 with n |z_1| for |z_1|; times min(1, 40/n) but for the penalty.
struct LargeF7 : Large<F7> {};
SLALOM_BBOB_LARGE(LargeF7, "bbob_large_f7", "Step ellipsoid")

// f8 with z = max(1, sqrt(min(n, 40))/8) (x - x_opt) + 1; times min(1, 40/n)
struct LargeF8 : Large<F8> {};
SLALOM_BBOB_LARGE(LargeF8, "bbob_large_f8", "Rosenbrock")

// f8 with z = max(1, sqrt(min(n, 40))/8) Q (x - x_opt) + 1; times min(1, 40/n)
struct LargeF9 : RosenbrockOfZ {
  LargeF9() : RosenbrockOfZ(9, Suite::largescale) {
    x_opt *= 0.75;
    to_z.shift(x_opt);
    turn_by_Q();
    to_z.scale(all(width()));
    to_z.shift(all(-1));
    factor = evened();
  }
};
SLALOM_BBOB_LARGE(LargeF9, "bbob_large_f9", "Rosenbrock, rotated")

// f of f8, seen as f exp(b N), b = 0.01; penalty 100
struct F104 : Moderate<F8, Gaussian> {};
SLALOM_BBOB(F104, "bbob_f104", "Rosenbrock, moderate Gaussian noise")

// f of f8, seen as f U_1^b max(1, (10^9 / f)^(a U_2)), a = 0.01 (0.49 + 1/n), b = 0.01; penalty 100
struct F105 : Moderate<F8, Uniform> {};
SLALOM_BBOB(F105, "bbob_f105", "Rosenbrock, moderate uniform noise")

// f of f8, seen as f + a max(0, 1000 + C), a = 0.01, C = N_1 / |N_2| with probability p = 0.05, else 0; penalty 100
struct F106 : Moderate<F8, Cauchy> {};
SLALOM_BBOB(F106, "bbob_f106", "Rosenbrock, moderate Cauchy noise")

// f of f8, seen as f exp(N); penalty 100
struct F110 : Severe<F8, Gaussian> {};
SLALOM_BBOB(F110, "bbob_f110", "Rosenbrock, severe Gaussian noise")

// f of f8, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F111 : Severe<F8, Uniform> {};
SLALOM_BBOB(F111, "bbob_f111", "Rosenbrock, severe uniform noise")

// f of f8, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0; penalty 100
struct F112 : Severe<F8, Cauchy> {};
SLALOM_BBOB(F112, "bbob_f112", "Rosenbrock, severe Cauchy noise")

// f of f7, seen as f exp(N); penalty 100
struct F113 : Severe<F7, Gaussian> {};
SLALOM_BBOB(F113, "bbob_f113", "Step ellipsoid, severe Gaussian noise")

// f of f7, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F114 : Severe<F7, Uniform> {};
SLALOM_BBOB(F114, "bbob_f114", "Step ellipsoid, severe uniform noise")

// f of f7, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0; penalty 100
struct F115 : Severe<F7, Cauchy> {};
SLALOM_BBOB(F115, "bbob_f115", "Step ellipsoid, severe Cauchy noise")
}  // namespace
