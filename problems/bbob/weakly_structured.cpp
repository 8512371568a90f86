// bbob f20 to f24: functions with many minima and little global structure.
#include "noisy.hpp"

namespace {
using namespace slalom::math;
using slalom::bbob::Bbob, slalom::bbob::Suite, slalom::bbob::Large, slalom::bbob::Index, slalom::bbob::MatrixXd,
    slalom::bbob::VectorXd;
using slalom::bbob::Gaussian, slalom::bbob::Uniform, slalom::bbob::Cauchy, slalom::bbob::Severe;

// -1/(100 n) sum_i z_i sin sqrt|z_i| + 4.189828872724339 + 100 sum_i max(0, |z_i|/100 - 5)^2;
// z = 100 (Lambda^10 y + m),  y_1 = u_1,  y_i = u_i + 1/4 u_(i-1),  u = 2 sign(x_opt) x - m,  m = 4.2096874637
struct F20 : Bbob {
  const double m = 4.2096874637;
  const VectorXd scales = scaling(10);

  explicit F20(Suite suite = Suite::bbob) : Bbob(20, suite) {
    const VectorXd sign = (slalom::bbob::uniform(n, seed).array() < 0.5).select(all(-1), all(1));
    x_opt = 4.2096874633 / 2 * sign;  // nearer to the least value than m/2
    to_z.scale(2 * sign);
    to_z.shift(all(m));
  }
  template <class T>
  T operator()(std::span<const T> u) const {
    const auto others = slalom::sum(u, [&](std::size_t i, auto a, auto b) {
      return of(100.0 * (scales[static_cast<Index>(i)] * (b + 0.25 * a) + m));
    });
    return 4.189828872724339 + of(100.0 * (u[0] + m)) + others;
  }

 private:
  auto of(const auto& z) const {
    return (abs(z) > 500.0 ? 100.0 * square(abs(z) / 100.0 - 5.0) : 0.0) - z * sin(sqrt(abs(z))) / (100 * count());
  }
};
SLALOM_BBOB(F20, "bbob_f20", "Schwefel")

// What f21 and f22 have in common. The first peak is the best; the next are narrower or wider, and lower.
struct Gallagher : Bbob {
  static constexpr std::size_t max_peaks = 101;
  MatrixXd centres, scales;  // one peak a row
  std::vector<double> heights{10};

  Gallagher(int number, Suite suite, Index peaks, double root_alpha, double b, double c)
      : Bbob(number, suite), centres(peaks, n), scales(peaks, n) {
    to_z.turn(Q());
    const auto last = static_cast<double>(peaks - 2);
    std::vector<double> conditions{root_alpha};
    for (double i = 0; const auto place : slalom::bbob::order(slalom::bbob::uniform(peaks - 1, seed))) {
      conditions.push_back(pow(1000.0, static_cast<double>(place) / last));
      heights.push_back(1.1 + 8 * i++ / last);
    }
    const VectorXd places = b * slalom::bbob::uniform(n * peaks, seed).array() - c;
    x_opt = 0.8 * places.head(n);
    for (Index i = 0; i < peaks; ++i) {
      const auto order = slalom::bbob::order(slalom::bbob::uniform(n, seed + 1000 * i));
      for (Index j = 0; j < n; ++j)
        scales(i, j) = pow(conditions[static_cast<std::size_t>(i)],
                           static_cast<double>(order[static_cast<std::size_t>(j)]) / (count() - 1) - 0.5);
      centres.row(i) = to_z.at(places.segment(i * n, n)).transpose();
    }
    centres.row(0) = to_z.at(x_opt).transpose();
    for (const double height : heights) logs_.push_back(log(height));
    penalty = 1;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const Index i = highest(z);
    const T distance = slalom::sum(z, [&](std::size_t j, auto zj) {
      const auto column = static_cast<Index>(j - 1);
      return scales(i, column) * square(zj - centres(i, column));
    });
    const T height = heights[static_cast<std::size_t>(i)] * exp(-distance / (2 * count()));
    return square(slalom::bbob::oscillated(T(10.0 - height)));
  }

 private:
  /// The peak that is highest at z, by the logarithm of its height there.
  template <class T>
  Index highest(std::span<const T> z) const {
    std::array<double, max_peaks> distances{};
    for (Index j = 0; j < n; ++j) {
      const double zj = value_of(z[static_cast<std::size_t>(j)]);
      for (Index i = 0; i < centres.rows(); ++i)
        distances[static_cast<std::size_t>(i)] += scales(i, j) * square(zj - centres(i, j));
    }
    std::size_t best = 0;
    const auto log_height = [&](std::size_t i) { return logs_[i] - distances[i] / (2 * count()); };
    for (std::size_t i = 1; i < logs_.size(); ++i)
      if (log_height(i) > log_height(best)) best = i;
    return static_cast<Index>(best);
  }

  std::vector<double> logs_;  // of the heights
};

// T_osz(10 - max_(i<=101) h_i exp(-1/(2n) (z - y_i)' C_i (z - y_i)))^2;  z = Q x; penalty 1
// C_i is diagonal, its condition at most 1000 and sqrt(1000) at the global optimum y_1; the heights h_i are 10 there
// and from 1.1 to 9.1 elsewhere; the y_i are uniform in [-5, 5]^n.
struct F21 : Gallagher {
  explicit F21(Suite suite = Suite::bbob) : Gallagher(21, suite, 101, sqrt(1000.0), 10, 5) {}
};
SLALOM_BBOB(F21, "bbob_f21", "Gallagher's 101 peaks")

// The same with 21 peaks in [-4.9, 4.9]^n, the condition 1000 at the best one.
struct F22 : Gallagher {
  explicit F22(Suite suite = Suite::bbob) : Gallagher(22, suite, 21, 1000, 9.8, 4.9) {}
};
SLALOM_BBOB(F22, "bbob_f22", "Gallagher's 21 peaks")

// 10/n^2 prod_i (1 + i sum_(j=1..32) |2^j z_i - round(2^j z_i)| / 2^j)^(10 / n^1.2) - 10/n^2;
// z = R Lambda^100 Q (x - x_opt); penalty 1
struct F23 : Bbob {
  explicit F23(Suite suite = Suite::bbob) : Bbob(23, suite) {
    to_z.shift(x_opt);
    turn_by_Q(3);
    to_z.scale(scaling(100));
    turn_by_R(5);
    penalty = 1;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const double exponent = 10 / pow(count(), 1.2);
    const T product = slalom::product(z, [exponent](double i, auto zi) {
      decltype(zi) sum(0);
      for (double j = 1, power = 2; j <= 32; ++j, power *= 2) {
        const auto y = power * zi;
        sum += abs(y - floor(y + 0.5)) / power;
      }
      return pow(1.0 + i * sum, exponent);
    });
    return 10 / square(count()) * (product - 1.0);
  }
};
SLALOM_BBOB(F23, "bbob_f23", "Katsuura")

// min(sum_i (u_i - m)^2, n + s sum_i (u_i - k)^2) + 10 (n - sum_i cos 2 pi y_i);  z = (u, y),  u = 2 sign(x_opt) x,
// y = R Lambda^100 Q (u - m),  m = 2.5,  s = 1 - 1/(2 sqrt(n + 20) - 8.2),  k = -sqrt((m^2 - 1)/s); penalty 10^4
struct F24 : Bbob {
  const double m = 2.5, s = 1 - 1 / (2 * sqrt(count() + 20) - 8.2), k = -sqrt((m * m - 1) / s);

  explicit F24(Suite suite = Suite::bbob) : Bbob(24, suite) {
    x_opt = m / 2 * (slalom::bbob::normal(n, seed).array() < 0).select(all(-1), all(1));
    to_z.scale(2 * x_opt.cwiseSign());
    auto twice = slalom::bbob::in_place(2 * n);
    for (Index& place : twice) place %= n;
    to_z.permute(twice);
    to_z.shift(of_both(0, all(m)));
    turn_by_Q(3);
    to_z.scale(of_both(1, scaling(100)));
    turn_by_R(5);
    factor = evened();
    penalty = 1e4;
  }
  template <class T>
  T operator()(std::span<const T> z) const {
    const auto u = z.first(z.size() / 2), y = z.last(z.size() / 2);
    const T near = slalom::sum(u, [&](auto ui) { return square(ui - m); });
    const T far = count() + slalom::sum(u, [&](auto ui) { return s * square(ui - k); });
    const T waves = slalom::sum(y, [](auto yi) { return 1.0 - cos(2 * pi * yi); });
    return (near < far ? near : far) + 10.0 * waves;
  }

 private:
  VectorXd of_both(double of_u, const VectorXd& of_y) const {
    VectorXd both(2 * n);
    both << all(of_u), of_y;
    return both;
  }
};
SLALOM_BBOB(F24, "bbob_f24", "Lunacek's two funnels")

// f20.
struct LargeF20 : Large<F20> {};
SLALOM_BBOB_LARGE(LargeF20, "bbob_large_f20", "Schwefel")

// f21.
struct LargeF21 : Large<F21> {};
SLALOM_BBOB_LARGE(LargeF21, "bbob_large_f21", "Gallagher's 101 peaks")

// f22.
struct LargeF22 : Large<F22> {};
SLALOM_BBOB_LARGE(LargeF22, "bbob_large_f22", "Gallagher's 21 peaks")

// f23.
struct LargeF23 : Large<F23> {};
SLALOM_BBOB_LARGE(LargeF23, "bbob_large_f23", "Katsuura")

// f24, times min(1, 40/n) but for the penalty.
struct LargeF24 : Large<F24> {};
SLALOM_BBOB_LARGE(LargeF24, "bbob_large_f24", "Lunacek's two funnels")

// f of f21, seen as f exp(N); penalty 100
struct F128 : Severe<F21, Gaussian> {};
SLALOM_BBOB(F128, "bbob_f128", "Gallagher's 101 peaks, severe Gaussian noise")

// f of f21, seen as f U_1 max(1, (10^9 / f)^(a U_2)), a = 0.49 + 1/n; penalty 100
struct F129 : Severe<F21, Uniform> {};
SLALOM_BBOB(F129, "bbob_f129", "Gallagher's 101 peaks, severe uniform noise")

// f of f21, seen as f + max(0, 1000 + C), C = N_1 / |N_2| with probability p = 0.2, else 0; penalty 100
struct F130 : Severe<F21, Cauchy> {};
SLALOM_BBOB(F130, "bbob_f130", "Gallagher's 101 peaks, severe Cauchy noise")
}  // namespace
