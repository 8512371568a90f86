// Problems with bounds, in any dimension. Each has its formula above it.
#include "cutest.hpp"

namespace {
using namespace slalom::math;
using slalom::cutest::Cutest, slalom::cutest::infinity, slalom::cutest::real;

// (x_1 - 1)^2 + sum_(i<n) (x_(i+1) - x_i)^2 + (x_n - 1)^2,  0 <= x_i <= 0.9 but for x_n.
// Bartholomew-Biggs & Hernandez (1992).
struct BIGGSB1 : Cutest {
  BIGGSB1() {
    const auto n = size();
    auto from = all(n, 0), to = all(n, 0.9), best = to;
    from.back() = -infinity;
    to.back() = infinity;
    best.back() = 0.95;
    standard(all(n, 0));
    bounds(from, to);
    if (n == 2) window(0, 0.9, 0, 2);
    least(0.015, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(x[0] - 1.0) + slalom::sum(x, [](auto a, auto b) { return square(b - a); }) +
           square(x[x.size() - 1] - 1.0);
  }
};
SLALOM_CUTEST(BIGGSB1, "cutest_biggsb1", "A chain in a box", "Bartholomew-Biggs & Hernandez 1992")

// |x|^2 / 2,  x_i >= (i - 1) / n: every bound is met.   Gould, in CUTEst.
struct DEGDIAG : Cutest {
  DEGDIAG() {
    const auto n = size(11);
    std::vector<double> from;
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      from.push_back(real(i) / real(n));
      sum += square(from.back());
    }
    standard(all(n, 2));
    bounds(from, all(n, infinity));
    if (n == 2) window(0, 2, 0.5, 2);
    least(sum / 2, {from});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 0.5 * slalom::sum(x, [](auto xi) { return square(xi); });
  }
};
SLALOM_CUTEST(DEGDIAG, "cutest_degdiag", "A degenerate diagonal quadratic", "CUTEst")

// |x|^2 / 2 + 1/2 sum_(i<n) x_i x_(i+1) - 1/2 x_1 - 3/2 x_2 - 2 (x_3 + … + x_(n-1)) - 3/2 x_n,  x >= 0.   Gould, in
// CUTEst.
struct DEGTRID : Cutest {
  explicit DEGTRID(double from = 0) {
    const auto n = size(11, 4);
    auto lower = all(n, from), best = all(n, 1);
    lower[0] = best[0] = 0;
    standard(all(n, 2));
    bounds(lower, all(n, infinity));
    least(1.5 - real(n), {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const auto n = x.size();
    T f = -0.5 * x[0] - 1.5 * x[1] - 1.5 * x[n - 1];
    for (std::size_t i = 2; i + 1 < n; ++i) f -= 2.0 * x[i];
    return f + slalom::sum(x, [](auto a, auto b) { return 0.5 * b * (b + a); }) + 0.5 * square(x[0]);
  }
};
SLALOM_CUTEST(DEGTRID, "cutest_degtrid", "A degenerate tridiagonal quadratic", "CUTEst")

// The same with x_i >= 1 for i > 1: at the minimum every bound is met.   Gould, in CUTEst.
struct DEGTRID2 : DEGTRID {
  DEGTRID2() : DEGTRID(1) {}
};
SLALOM_CUTEST(DEGTRID2, "cutest_degtrid2", "A tridiagonal quadratic, all bounds met", "CUTEst")

// -10 sum_i i x_i and what a problem adds, one kind of term up to m = n / 2 and another one after that: what those
// below, of Gould and Toint in CUTEst, have in common.
struct Linear : Cutest {
  const std::size_t n = size(12, 4), m = n / 2;

  Linear() {
    standard(all(n, 0));
    bounds(all(n, 0), all(n, 10));
  }
  /// In the default dimension.
  void least_of_default(double value) {
    if (n == 12)
      least(value);
    else
      least_unknown();
  }
  template <class T>
  T linear(std::span<const T> x) const {
    return slalom::sum(x, [](double i, auto xi) { return -10.0 * i * xi; });
  }
  /// 4 x_i^2 + 2 x_n^2 + x_i x_n of those after m.
  template <class T>
  T arrow(std::span<const T> x) const {
    T f(0);
    const T last = x[n - 1], quadratic = 2.0 * square(last);
    for (std::size_t i = m; i + 1 < n; ++i) f += 4.0 * square(x[i]) + quadratic + x[i] * last;
    return f;
  }
  /// i / m
  double share(std::size_t i) const { return real(i + 1) / real(m); }
};

// sum_(i<=m) exp(x_i x_(i+1) / 10) - 10 sum_i i x_i,  m = n / 2, 0 <= x <= 10.   Toint, in CUTEst.
struct EXPLIN : Linear {
  EXPLIN() { least_of_default(-6849.95283570177); }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = linear(x);
    for (std::size_t i = 0; i < m; ++i) f += exp(0.1 * x[i] * x[i + 1]);
    return f;
  }
};
SLALOM_CUTEST(EXPLIN, "cutest_explin", "Exponentials and a linear function", "CUTEst")

// sum_(i<=m) exp(i/m x_i x_(i+1) / 10) - 10 sum_i i x_i,  m = n / 2, 0 <= x <= 10.   Toint, in CUTEst.
struct EXPLIN2 : Linear {
  EXPLIN2() { least_of_default(-7092.472402671285); }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = linear(x);
    for (std::size_t i = 0; i < m; ++i) f += exp(0.1 * share(i) * x[i] * x[i + 1]);
    return f;
  }
};
SLALOM_CUTEST(EXPLIN2, "cutest_explin2", "Growing exponentials and a linear function", "CUTEst")

// sum_(i<=m) exp(i/m x_i x_(i+1) / 10) + sum_(m<i<n) (4 x_i^2 + 2 x_n^2 + x_i x_n) - 10 sum_i i x_i,  m = n / 2,
// 0 <= x_i <= 10 for i <= m.   Toint, in CUTEst.
struct EXPQUAD : Linear {
  EXPQUAD() {
    for (std::size_t i = m; i < n; ++i) {
      description.lower[i] = -infinity;
      description.upper[i] = infinity;
    }
    least_of_default(-4201.0718738820815);
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = linear(x) + arrow(x);
    for (std::size_t i = 0; i < m; ++i) f += exp(0.1 * share(i) * x[i] * x[i + 1]);
    return f;
  }
};
SLALOM_CUTEST(EXPQUAD, "cutest_expquad", "Exponentials and a quadratic", "CUTEst")

// sum_(i<=m) i/m (x_i x_(i+1))^4 + sum_(m<i<n) (4 x_i^2 + 2 x_n^2 + x_i x_n) - 10 sum_i i x_i,  m = n / 2,
// 0 <= x <= 10.   Toint, in CUTEst.
struct QRTQUAD : Linear {
  QRTQUAD() { least_of_default(-3573.357109054671); }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = linear(x) + arrow(x);
    for (std::size_t i = 0; i < m; ++i) f += share(i) * square(square(x[i] * x[i + 1]));
    return f;
  }
};
SLALOM_CUTEST(QRTQUAD, "cutest_qrtquad", "Quartics and a quadratic", "CUTEst")

// sum_(i<=m) x_i x_(i+1) - 10 sum_i i x_i,  m = n / 2, 0 <= x <= 10.   Gould, in CUTEst.
struct QUDLIN : Linear {
  QUDLIN() { least_of_default(-7200); }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = linear(x);
    for (std::size_t i = 0; i < m; ++i) f += x[i] * x[i + 1];
    return f;
  }
};
SLALOM_CUTEST(QUDLIN, "cutest_qudlin", "Products and a linear function", "CUTEst")

// s_1^2 - s_1 - |x|^2 / 2 + 2 sum_(j>1) s_j^2,  s_j = x_j + … + x_n, x >= 0.   Harker & Pang (1990).
struct HARKERP2 : Cutest {
  HARKERP2() {
    const auto n = size();
    std::vector<double> x;
    for (std::size_t i = 1; i <= n; ++i) x.push_back(real(i));
    standard(x);
    bounds(all(n, 0), all(n, infinity));
    if (n == 2) window(0, 3, 0, 3);
    auto best = all(n, 0);
    best[0] = 1;
    least(-0.5, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T s(0), f(0);
    for (std::size_t j = x.size(); j-- > 0;) {
      s += x[j];
      f += (j == 0 ? 1.0 : 2.0) * square(s) - 0.5 * square(x[j]);
    }
    return f - s;
  }
};
SLALOM_CUTEST(HARKERP2, "cutest_harkerp2", "Harker and Pang", "Harker & Pang 1990")

// (x_1 - 1)^2 + sum_(1<i<n) (x_(i+1) - x_i^2)^2 + (x_n - 1)^2,  0 <= x_i <= 10 but for x_n.
// The OPTIMA manual, Hatfield (1989), p. 26.
struct HATFLDC : Cutest {
  HATFLDC() {
    const auto n = size(25, 3);
    auto from = all(n, 0), to = all(n, 10);
    from.back() = -infinity;
    to.back() = infinity;
    standard(all(n, 0.9));
    bounds(from, to);
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(x[0] - 1.0) + slalom::sum(x.subspan(1), [](auto a, auto b) { return square(b - square(a)); }) +
           square(x[x.size() - 1] - 1.0);
  }
};
SLALOM_CUTEST(HATFLDC, "cutest_hatfldc", "Hatfield C", "OPTIMA manual 1989, p. 26")

// sum_(i<n) sin(x_i + x_(i+1)) + (x_i - x_(i+1))^2 - 3/2 x_i + 5/2 x_(i+1) + 1,  -1.5 <= x <= 3.   McCormick (1976);
// Toint (1983), no. 55.
struct MCCORMCK : Cutest {
  MCCORMCK() {
    const auto n = size();
    standard(all(n, 0));
    bounds(all(n, -1.5), all(n, 3));
    if (n == 2) window(-1.5, 3, -1.5, 3);
    if (n == 10)
      least(-9.598006194746514);
    else
      least_unknown();
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return slalom::sum(x, [](auto a, auto b) { return sin(a + b) + square(a - b) - 1.5 * a + 2.5 * b + 1.0; });
  }
};
SLALOM_CUTEST(MCCORMCK, "cutest_mccormck", "McCormick, chained", "Toint 1983, no. 55")

// (x_1 - 1)^2 + 4 sum_(i<n) (x_(i+1) - x_i^2)^2,  -100 <= x_i <= 100, and x_i >= 1 for odd i.   Lescrenier (1989).
struct NONSCOMP : Cutest {
  NONSCOMP() {
    const auto n = size();
    auto from = all(n, -100);
    for (std::size_t i = 0; i < n; i += 2) from[i] = 1;
    standard(all(n, 3));
    bounds(from, all(n, 100));
    if (n == 2) window(1, 4, 0, 10);
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(x[0] - 1.0) + slalom::sum(x, [](auto a, auto b) { return 4.0 * square(b - square(a)); });
  }
};
SLALOM_CUTEST(NONSCOMP, "cutest_nonscomp", "Without strict complementarity", "Lescrenier 1989")

// 6 |x|^2 - 4 sum_(i<n-1) x_i x_(i+1) + sum_(i<n-1) x_i x_(i+2) - 3 x_1 + x_2 + x_(m-1) - 3 x_m + 4 x_(m+1) + (x_(m+3)
// + …
// + x_n),  m = n / 2, x >= 0.   After Lin & Pang (1987).
struct PENTDI : Cutest {
  PENTDI() {
    const auto n = size(10, 6);
    if (n % 2 != 0) slalom::skip("dimension must be even");
    standard(all(n, 0));
    bounds(all(n, 0), all(n, infinity));
    auto best = all(n, 0);
    best[0] = best[n / 2 - 1] = 0.25;
    least(-0.75, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const auto n = x.size(), m = n / 2;
    T f = x[1] - 3.0 * x[0] + x[m - 2] - 3.0 * x[m - 1] + 4.0 * x[m];
    for (std::size_t i = m + 2; i < n; ++i) f += x[i];
    return f + slalom::sum(x, [](auto a, auto b, auto c) { return a * (6.0 * a - 4.0 * b + c); }) +
           6.0 * (square(x[n - 2]) + square(x[n - 1]));
  }
};
SLALOM_CUTEST(PENTDI, "cutest_pentdi", "A quadratic of five diagonals", "Lin & Pang 1987")

// (sum_i x_i^3)^2 - sum_i x_i^2 sum_i x_i^4,  0 <= x <= 1. At a minimum half of the numbers are 1 and the others 1/2.
// Wolfe (1972).
struct S368 : Cutest {
  S368() {
    const auto n = size();
    std::vector<double> x;
    for (std::size_t i = 1; i <= n; ++i) x.push_back(real(i) / real(n + 1));
    standard(x);
    bounds(all(n, 0), all(n, 1));
    if (n == 2) window(0, 1, 0, 1);
    auto best = all(n, 1);
    for (std::size_t i = 0; i < n / 2; ++i) best[i] = 0.5;
    least(-real(n / 2) * real(n - n / 2) / 16, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T s2(0), s3(0), s4(0);
    for (const T& xi : x) {
      const T xx = square(xi);
      s2 += xx;
      s3 += xi * xx;
      s4 += square(xx);
    }
    return square(s3) - s2 * s4;
  }
};
SLALOM_CUTEST(S368, "cutest_s368", "Wolfe: sums of powers", "Wolfe 1972; Schittkowski 1987, no. 368")

// sin(x_1 - 1) + 100 sum_(i<n) sin(x_(i+1) - x_i^2),  u_i - 2 p <= x_i <= u_i,  u_1 = p / 2, u_(i+1) = sqrt(u_i + p /
// 2), p = 3.1415926535.   Toint, in CUTEst.
struct SINEALI : Cutest {
  SINEALI() {
    const auto n = size();
    constexpr double p = 3.1415926535;
    std::vector<double> from, to{p / 2}, best{1 - pi / 2};
    while (to.size() < n) to.push_back(std::sqrt(to.back() + p / 2));
    for (const double u : to) from.push_back(u - 2 * p);
    for (std::size_t i = 1; i < n; ++i) {
      double x = square(best.back()) - pi / 2;
      while (x > to[i]) x -= 2 * pi;
      best.push_back(x);
    }
    standard(all(n, 0));
    bounds(from, to);
    if (n == 2) window(from[0], to[0], from[1], to[1]);
    least(99 - 100 * real(n), {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return sin(x[0] - 1.0) + slalom::sum(x, [](auto a, auto b) { return 100.0 * sin(b - square(a)); });
  }
};
SLALOM_CUTEST(SINEALI, "cutest_sineali", "Sines in place of squares", "CUTEst")
}  // namespace
