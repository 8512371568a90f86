// Unconstrained problems in any dimension, of terms of neighbouring variables. Each has its formula above it.
#include "cutest.hpp"

namespace {
using namespace slalom::math;
using slalom::cutest::Cutest, slalom::cutest::real;

// sum_(i<n) cos(x_i^2 - x_(i+1) / 2).   Gould, in CUTEst.
struct COSINE : Cutest {
  COSINE() {
    const auto n = size();
    standard(all(n, 1));
    if (n == 2) window(-3, 3, -3, 3);
    least(1 - real(n), {all(n, (1 + std::sqrt(1 + 16 * pi)) / 4)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return slalom::sum(x, [](auto a, auto b) { return cos(square(a) - 0.5 * b); });
  }
};
SLALOM_CUTEST(COSINE, "cutest_cosine", "Chained cosines", "Gould, in CUTEst")

// The sum over i = 1, 3, 5, … < n - 2 of (exp x_i - x_(i+1))^4 + 100 (x_(i+1) - x_(i+2))^6 + (u + tan u)^4 + x_i^8
// + (x_(i+3) - 1)^2,  u = x_(i+2) - x_(i+3).   Toint (1983), no. 32, after Cragg & Levy (1969).
struct CRAGGLVY : Cutest {
  CRAGGLVY() {
    const auto n = size(10, 4);
    if (n % 2 != 0) slalom::skip("dimension must be even");
    auto x = all(n, 2);
    x[0] = 1;
    standard(x);
    if (n == 4)
      least(0, {{0, 1, 1, 1}});
    else if (n == 10)
      least(1.8865658966631105);
    else
      least_unknown();
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (std::size_t i = 0; i + 3 < x.size(); i += 2) {
      const T a = square(exp(x[i]) - x[i + 1]), b = square(x[i + 1] - x[i + 2]), u = x[i + 2] - x[i + 3];
      f += square(a) + 100.0 * b * square(b) + square(square(u + tan(u))) + square(square(square(x[i]))) +
           square(x[i + 3] - 1.0);
    }
    return f;
  }
};
SLALOM_CUTEST(CRAGGLVY, "cutest_cragglvy", "Cragg and Levy, extended", "Toint 1983, no. 32")

// (x_1 - 1)^2 + sum_(1<i<n) (x_i - x_(i+1))^2 + (x_n - 1)^2.   Dixon, in CUTEst.
struct DIXON3DQ : Cutest {
  DIXON3DQ() {
    const auto n = size(10, 3);
    standard(all(n, -1));
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(x[0] - 1.0) + slalom::sum(x.subspan(1), [](auto a, auto b) { return square(a - b); }) +
           square(x[x.size() - 1] - 1.0);
  }
};
SLALOM_CUTEST(DIXON3DQ, "cutest_dixon3dq", "Dixon: a tridiagonal quadratic", "Dixon, in CUTEst")

// 16 + sum_(i<n) (x_i - 2)^4 + (x_i x_(i+1) - 2 x_(i+1))^2 + (x_(i+1) + 1)^2.   Li (1990), after Dennis & Schnabel
// (1983).
struct EDENSCH : Cutest {
  EDENSCH() {
    const auto n = size();
    standard(all(n, 8));
    if (n == 2) window(-1, 5, -4, 2);
    if (n == 10)
      least(63.2846001052634);
    else
      least_unknown();
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 16.0 + slalom::sum(x, [](auto a, auto b) {
             const auto u = square(a - 2.0);
             return square(u) + u * square(b) + square(b + 1.0);
           });
  }
};
SLALOM_CUTEST(EDENSCH, "cutest_edensch", "Dennis and Schnabel, extended", "Li 1990")

// sum_(i<n) (x_i^2 + x_(i+1)^2)^2 - 4 x_i + 3.   Toint (1983), no. 31.
struct ENGVAL1 : Cutest {
  ENGVAL1() {
    const auto n = size();
    standard(all(n, 2));
    if (n == 2) {
      window(-1.5, 2, -1.5, 1.5);
      least(0, {{1, 0}});
    } else if (n == 10) {
      least(9.177469957181387);
    } else {
      least_unknown();
    }
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return slalom::sum(x, [](auto a, auto b) { return square(square(a) + square(b)) - 4.0 * a + 3.0; });
  }
};
SLALOM_CUTEST(ENGVAL1, "cutest_engval1", "Engvall 1", "Toint 1983, no. 31")

// (x_1 - 1)^2 + 100 sum_(i<n) (x_(i+1) - x_i^2)^2.   Toint (1983), no. 10.
struct EXTROSNB : Cutest {
  EXTROSNB() {
    const auto n = size();
    standard(all(n, -1));
    if (n == 2) window(-2, 2, -1, 3);
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(x[0] - 1.0) + slalom::sum(x, [](auto a, auto b) { return 100.0 * square(b - square(a)); });
  }
};
SLALOM_CUTEST(EXTROSNB, "cutest_extrosnb", "Rosenbrock's valley, not separable", "Toint 1983, no. 10")

// sum_(i<n) (x_i - 13 + ((5 - y) y - 2) y)^2 + (x_i - 29 + ((y + 1) y - 14) y)^2,  y = x_(i+1).   Toint (1983), no. 33,
// after Freudenstein & Roth (1963).
struct FREUROTH : Cutest {
  FREUROTH() {
    const auto n = size();
    auto x = all(n, 0);
    x[0] = 0.5;
    x[1] = -2;
    standard(x);
    if (n == 2) {
      window(-10, 20, -5, 6);
      least(0, {{5, 4}, {11.412778986902094, -0.8968052532744765}});
    } else if (n == 10) {
      least(1014.0640725745183);
    } else {
      least_unknown();
    }
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return slalom::sum(x, [](auto a, auto y) {
      return square(a - 13.0 + ((5.0 - y) * y - 2.0) * y) + square(a - 29.0 + ((y + 1.0) * y - 14.0) * y);
    });
  }
};
SLALOM_CUTEST(FREUROTH, "cutest_freuroth", "Freudenstein and Roth, chained", "Toint 1983, no. 33")

// sum_(i<n) sin^2(20 x_i) sin^2(20 x_(i+1)) + (x_i^2 + x_(i+1)^2) / 20.   Toint (1997), in CUTEst.
struct GENHUMPS : Cutest {
  GENHUMPS() {
    const auto n = size(5);
    auto x = all(n, -506.2);
    x[0] = -506;
    standard(x);
    if (n == 2) window(-1, 1, -1, 1);
    least(0, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return slalom::sum(
        x, [](auto a, auto b) { return square(sin(20.0 * a) * sin(20.0 * b)) + 0.05 * (square(a) + square(b)); });
  }
};
SLALOM_CUTEST(GENHUMPS, "cutest_genhumps", "Humps in any dimension", "Toint 1997, in CUTEst")

// 1 + sum_(i<n) 100 (x_(i+1) - x_i^2)^2 + (x_(i+1) - 1)^2.   Nash (1984).
struct GENROSE : Cutest {
  GENROSE() {
    const auto n = size();
    std::vector<double> x;
    for (std::size_t i = 1; i <= n; ++i) x.push_back(real(i) / real(n + 1));
    standard(x);
    if (n == 2) window(-2, 2, -1, 3);
    least(1, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 1.0 + slalom::sum(x, [](auto a, auto b) { return 100.0 * square(b - square(a)) + square(b - 1.0); });
  }
};
SLALOM_CUTEST(GENROSE, "cutest_genrose", "Rosenbrock's valley, generalized", "Nash 1984")

// (x_1 - 1)^2 / 4 + 500 sum_(i<n) (x_(i+1) - 2 x_i^2 + 1)^2.   Nesterov; Jarre (2011), in CUTEst.
struct OSCIPATH : Cutest {
  OSCIPATH() {
    const auto n = size();
    auto x = all(n, 1);
    x[0] = -1;
    standard(x);
    if (n == 2) window(-1.5, 1.5, -1.5, 1.5);
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 0.25 * square(x[0] - 1.0) +
           slalom::sum(x, [](auto a, auto b) { return 500.0 * square(b - 2.0 * square(a) + 1.0); });
  }
};
SLALOM_CUTEST(OSCIPATH, "cutest_oscipath", "Nesterov's oscillating path", "Jarre 2011")

// The sum over i < n - 1 of -1 / (1 + (a - b)^2) - sin((p b + c) / 2) - exp(-((a + c) / b - 2)^2),
// (a, b, c) = (x_i, x_(i+1), x_(i+2)),  p = 3.14159265.   Schmidt & Vetters (1970).
struct SCHMVETT : Cutest {
  SCHMVETT() {
    const auto n = size(10, 3);
    standard(all(n, 0.5));
    least(-3 * real(n - 2), {all(n, pi / (1 + p))});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return slalom::sum(x, [](auto a, auto b, auto c) {
      return -1.0 / (1.0 + square(a - b)) - sin(0.5 * (p * b + c)) - exp(-square((a + c) / b - 2.0));
    });
  }

 private:
  static constexpr double p = 3.14159265;
};
SLALOM_CUTEST(SCHMVETT, "cutest_schmvett", "Schmidt and Vetters", "Schmidt & Vetters 1970")

// sum_(i<n-1) (10 / (n - 2) + c^2) (2 - exp(-(a - b)^2 / (0.1 + c^2))),  (a, b, c) = (x_i, x_(i+1), x_(i+2)).
// Toint (1983), no. 21.
struct TOINTGSS : Cutest {
  TOINTGSS() {
    const auto n = size(10, 3);
    standard(all(n, 3));
    least(10, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const double least_factor = 10 / real(x.size() - 2);
    return slalom::sum(x, [least_factor](auto a, auto b, auto c) {
      const auto cc = square(c);
      return (least_factor + cc) * (2.0 - exp(-square(a - b) / (0.1 + cc)));
    });
  }
};
SLALOM_CUTEST(TOINTGSS, "cutest_tointgss", "Toint's Gaussian problem", "Toint 1983, no. 21")

// (x_1 - 1)^2 + sum_(i>1) i (2 x_i - x_(i-1))^2.   Toint (1983), no. 8.
struct TRIDIA : Cutest {
  TRIDIA() {
    const auto n = size();
    standard(all(n, 1));
    if (n == 2) window(-1, 3, -1, 3);
    std::vector<double> best{1};
    while (best.size() < n) best.push_back(best.back() / 2);
    least(0, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = square(x[0] - 1.0);
    for (std::size_t i = 1; i < x.size(); ++i) f += real(i + 1) * square(2.0 * x[i] - x[i - 1]);
    return f;
  }
};
SLALOM_CUTEST(TRIDIA, "cutest_tridia", "Shanno: a tridiagonal quadratic", "Toint 1983, no. 8")
}  // namespace
