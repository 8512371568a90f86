// Unconstrained problems in any dimension, of terms of variables that are far apart. Each has its formula above it.
#include "cutest.hpp"

namespace {
using namespace slalom::math;
using slalom::cutest::Cutest, slalom::cutest::real;

// sum_(i<n) (x_i^2 + x_n^2)^2 - 4 x_i + 3.   Conn, Gould, Lescrenier & Toint (1994).
struct ARWHEAD : Cutest {
  ARWHEAD() {
    const auto n = size();
    standard(all(n, 1));
    if (n == 2) window(-1.5, 2, -1.5, 1.5);
    auto best = all(n, 1);
    best.back() = 0;
    least(0, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T last = square(x[x.size() - 1]);
    T f(0);
    for (std::size_t i = 0; i + 1 < x.size(); ++i) f += square(square(x[i]) + last) - 4.0 * x[i] + 3.0;
    return f;
  }
};
SLALOM_CUTEST(ARWHEAD, "cutest_arwhead", "A Hessian like an arrow", "Conn, Gould, Lescrenier & Toint 1994")

// sum_(i<n-3) (3 - 4 x_i)^2 + (x_i^2 + 2 x_(i+1)^2 + 3 x_(i+2)^2 + 4 x_(i+3)^2 + 5 x_n^2)^2.
// Conn, Gould, Lescrenier & Toint (1994).
struct BDQRTIC : Cutest {
  BDQRTIC() {
    const auto n = size(10, 5);
    standard(all(n, 1));
    if (n == 10)
      least(18.281161753593537);
    else
      least_unknown();
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T last = 5.0 * square(x[x.size() - 1]);
    T f(0);
    for (std::size_t i = 0; i + 4 < x.size(); ++i)
      f += square(3.0 - 4.0 * x[i]) +
           square(square(x[i]) + 2.0 * square(x[i + 1]) + 3.0 * square(x[i + 2]) + 4.0 * square(x[i + 3]) + last);
    return f;
  }
};
SLALOM_CUTEST(BDQRTIC, "cutest_bdqrtic", "A banded quartic", "Conn, Gould, Lescrenier & Toint 1994")

// Toint's numbers for chained valleys.
constexpr double toint[] = {1.25, 1.4, 2.4,  1.4,  1.75, 1.2,  2.25, 1.2,  1,    1.1,  1.5,  1.6, 1.25,
                            1.25, 1.2, 1.2,  1.4,  0.5,  0.5,  1.25, 1.8,  0.75, 1.25, 1.4,  1.6, 2,
                            1,    1.6, 1.25, 2.75, 1.25, 1.25, 1.25, 3,    1.5,  2,    1.25, 1.4, 1.8,
                            1.5,  2.2, 1.4,  1.5,  1.25, 2,    1.5,  1.25, 1.4,  0.6,  1.5};

// sum_(i>1) 16 a_i^2 (x_(i-1) - x_i^2)^2 + (x_i - 1)^2, with a from 0.5 to 3.   Toint (1978).
struct CHNROSNB : Cutest {
  CHNROSNB() {
    const auto n = size(10, 2, std::size(toint));
    standard(all(n, -1));
    if (n == 2) window(-1, 3, -2, 2);
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (std::size_t i = 1; i < x.size(); ++i)
      f += 16 * toint[i] * toint[i] * square(x[i - 1] - square(x[i])) + square(x[i] - 1.0);
    return f;
  }
};
SLALOM_CUTEST(CHNROSNB, "cutest_chnrosnb", "Chained valleys", "Toint 1978")

// sum_(i>1) (x_(i-1) - 16 a_i^2 x_i^2)^2 + (x_i - 1)^2, with a from 0.5 to 3.   CUTEst: chnrosnb with a mistake.
struct ERRINROS : Cutest {
  ERRINROS() {
    const auto n = size(10, 2, std::size(toint));
    standard(all(n, -1));
    if (n == 2) window(-2, 2, -2, 2);
    if (n == 10)
      least(6.694632140396118);
    else
      least_unknown();
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (std::size_t i = 1; i < x.size(); ++i)
      f += square(x[i - 1] - 16 * toint[i] * toint[i] * square(x[i])) + square(x[i] - 1.0);
    return f;
  }
};
SLALOM_CUTEST(ERRINROS, "cutest_errinros", "Chained valleys, with a mistake", "CUTEst")

// What the problems of Dixon and Maany have in common: with m = n / 3 and t_i = i / n,
//   1 + sum_(i<=n) a t_i^k x_i^2 + sum_(i<n) b x_i^2 (x_(i+1) + x_(i+1)^2)^2 + sum_(i<=2m) c t_i^l x_i^2 x_(i+m)^4
//   + sum_(i<=m) d t_i^k x_i x_(i+2m)
struct DixonMaany : Cutest {
  DixonMaany(double b_, double c_, double d_, int k_, int l_) : b(b_), c(c_), d(d_), k(k_), l(l_) {
    const auto n = size(15, 3);
    if (n % 3 != 0) slalom::skip("dimension must be a multiple of 3");
    standard(all(n, 2));
    least(1, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const auto n = x.size(), m = n / 3;
    T f(1);
    for (std::size_t i = 0; i < n; ++i) {
      const double t = real(i + 1) / real(n), tk = std::pow(t, k);
      const T xx = square(x[i]);
      f += tk * xx;
      if (b != 0 && i + 1 < n) f += b * xx * square(x[i + 1] + square(x[i + 1]));
      if (i < 2 * m) f += c * std::pow(t, l) * xx * square(square(x[i + m]));
      if (i < m) f += d * tk * x[i] * x[i + 2 * m];
    }
    return f;
  }

 private:
  const double b, c, d;
  const int k, l;
};

// 1 + sum_(i<=n) x_i^2 + 1/8 sum_(i<=2m) x_i^2 x_(i+m)^4 + 1/8 sum_(i<=m) x_i x_(i+2m),  m = n / 3.
// Dixon & Maany (1988).
struct DIXMAANA1 : DixonMaany {
  DIXMAANA1() : DixonMaany(0, 0.125, 0.125, 0, 0) {}
};
SLALOM_CUTEST(DIXMAANA1, "cutest_dixmaana1", "Dixon and Maany A", "Dixon & Maany 1988")

// 1 + sum_(i<=n) x_i^2 + 1/16 (sum_(i<n) x_i^2 (x_(i+1) + x_(i+1)^2)^2 + sum_(i<=2m) x_i^2 x_(i+m)^4
// + sum_(i<=m) x_i x_(i+2m)),  m = n / 3.   Dixon & Maany (1988).
struct DIXMAANB : DixonMaany {
  DIXMAANB() : DixonMaany(0.0625, 0.0625, 0.0625, 0, 0) {}
};
SLALOM_CUTEST(DIXMAANB, "cutest_dixmaanb", "Dixon and Maany B", "Dixon & Maany 1988")

// 1 + sum_(i<=n) t_i^2 x_i^2 + 1/8 sum_(i<=2m) x_i^2 x_(i+m)^4 + 1/8 sum_(i<=m) t_i^2 x_i x_(i+2m),  m = n / 3,
// t_i = i / n.   Dixon & Maany (1988).
struct DIXMAANI1 : DixonMaany {
  DIXMAANI1() : DixonMaany(0, 0.125, 0.125, 2, 0) {}
};
SLALOM_CUTEST(DIXMAANI1, "cutest_dixmaani1", "Dixon and Maany I", "Dixon & Maany 1988")

// 1 + sum_(i<=n) t_i^2 x_i^2 + 1/8 sum_(i<=2m) t_i x_i^2 x_(i+m)^4 + 1/8 sum_(i<=m) t_i^2 x_i x_(i+2m),  m = n / 3,
// t_i = i / n.   Luksan, Matonoha & Vlcek (2010), no. 19.
struct DIXMAANM1 : DixonMaany {
  DIXMAANM1() : DixonMaany(0, 0.125, 0.125, 2, 1) {}
};
SLALOM_CUTEST(DIXMAANM1, "cutest_dixmaanm1", "Dixon and Maany M", "Luksan, Matonoha & Vlcek 2010, no. 19")

// sum_i (x_i - i)^4.   Toint (1983), no. 157 of Buckley (1989).
struct DQRTIC : Cutest {
  DQRTIC() {
    const auto n = size();
    standard(all(n, 2));
    if (n == 2) window(-2, 4, -1, 5);
    std::vector<double> best;
    for (std::size_t i = 1; i <= n; ++i) best.push_back(real(i));
    least(0, {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return slalom::sum(x, [](double i, auto xi) { return square(square(xi - i)); });
  }
};
SLALOM_CUTEST(DQRTIC, "cutest_dqrtic", "A diagonal quartic", "Buckley 1989, no. 157")

// sum_(i<n) sin(x_1 + x_i^2 - 1) + sin(x_n^2) / 2.   Conn, Gould & Toint (1992), section 1.2.4.
struct EG2 : Cutest {
  EG2() {
    const auto n = size();
    standard(all(n, 0));
    if (n == 2) window(-3, 3, -3, 3);
    const double first = (std::sqrt(5 + 6 * pi) - 1) / 2;
    auto best = all(n, std::sqrt(1 + 1.5 * pi - first));
    best.front() = first;
    best.back() = std::sqrt(1.5 * pi);
    least(0.5 - real(n), {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const auto last = x.size() - 1;
    T f = 0.5 * sin(square(x[last]));
    for (std::size_t i = 0; i < last; ++i) f += sin(x[0] + square(x[i]) - 1.0);
    return f;
  }
};
SLALOM_CUTEST(EG2, "cutest_eg2", "Sines that share a variable", "Conn, Gould & Toint 1992")

// x' H x / 2 + d |x|^2 with Hilbert's matrix: what hilberta and hilbertb have in common.
struct Hilbert : Cutest {
  explicit Hilbert(double diagonal) : d(diagonal) {
    const auto n = size();
    standard(all(n, -3));
    if (n == 2) window(-3, 3, -3, 3);
    least(0, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (std::size_t i = 0; i < x.size(); ++i) {
      f += (d + 0.5 / real(2 * i + 1)) * square(x[i]);
      for (std::size_t j = 0; j < i; ++j) f += x[i] * x[j] / real(i + j + 1);
    }
    return f;
  }

 private:
  const double d;
};

// 1/2 sum_ij x_i x_j / (i + j - 1).   Schittkowski (1987), no. 274 to 276.
struct HILBERTA : Hilbert {
  HILBERTA() : Hilbert(0) {}
};
SLALOM_CUTEST(HILBERTA, "cutest_hilberta", "Hilbert's matrix", "Schittkowski 1987, no. 274 to 276")

// 1/2 sum_ij x_i x_j / (i + j - 1) + 5 |x|^2.   Buckley (1989), no. 19.
struct HILBERTB : Hilbert {
  HILBERTB() : Hilbert(5) {}
};
SLALOM_CUTEST(HILBERTB, "cutest_hilbertb", "Hilbert's matrix, well conditioned", "Buckley 1989, no. 19")

// sum_i 4 (x_i^2 - x_1)^2 + (x_i - 1)^2.   Li (1990).
struct LIARWHD : Cutest {
  LIARWHD() {
    const auto n = size();
    standard(all(n, 4));
    if (n == 2) window(-2, 4, -2, 4);
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (const T& xi : x) f += 4.0 * square(square(xi) - x[0]) + square(xi - 1.0);
    return f;
  }
};
SLALOM_CUTEST(LIARWHD, "cutest_liarwhd", "Valleys that share a variable", "Li 1990")

// sum_i u_i^2 + 4 cos u_i,  u_i = x_i + x_j + x_k,  j = (2 i - 1) mod n + 1, k = (3 i - 1) mod n + 1.   Toint, in
// CUTEst.
struct NONCVXUN : Cutest {
  NONCVXUN() {
    const auto n = size();
    std::vector<double> x;
    for (std::size_t i = 1; i <= n; ++i) x.push_back(real(i));
    standard(x);
    if (n == 2) window(-2, 2, -2, 2);
    const double u = 1.8954942670339809;  // u = 2 sin u
    least(real(n) * (u * u + 4 * std::cos(u)), {all(n, u / 3)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const auto n = x.size();
    T f(0);
    for (std::size_t i = 1; i <= n; ++i) {
      const T u = x[i - 1] + x[(2 * i - 1) % n] + x[(3 * i - 1) % n];
      f += square(u) + 4.0 * cos(u);
    }
    return f;
  }
};
SLALOM_CUTEST(NONCVXUN, "cutest_noncvxun", "Not convex, one least value", "CUTEst")

// (x_1 - 1)^2 + 100 sum_(i<n) (x_1 - x_i^2)^2: x_n has no effect.   Shanno (1978).
struct NONDIA : Cutest {
  NONDIA() {
    const auto n = size(10, 3);
    standard(all(n, -1));
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = square(x[0] - 1.0);
    for (std::size_t i = 0; i + 1 < x.size(); ++i) f += 100.0 * square(x[0] - square(x[i]));
    return f;
  }
};
SLALOM_CUTEST(NONDIA, "cutest_nondia", "Shanno: not diagonal", "Shanno 1978")

// sum_(i<n-1) (x_i + x_(i+1) + x_n)^4 + (x_1 - x_2)^2 + (x_(n-1) - x_n)^2.   Toint, in CUTEst.
struct NONDQUAR : Cutest {
  NONDQUAR() {
    const auto n = size(10, 3);
    auto x = all(n, 1);
    for (std::size_t i = 1; i < n; i += 2) x[i] = -1;
    standard(x);
    least(0, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const auto n = x.size();
    T f = square(x[0] - x[1]) + square(x[n - 2] - x[n - 1]);
    for (std::size_t i = 0; i + 2 < n; ++i) f += square(square(x[i] + x[i + 1] + x[n - 1]));
    return f;
  }
};
SLALOM_CUTEST(NONDQUAR, "cutest_nondquar", "A quartic that is not diagonal", "CUTEst")

// (sum_i i x_i^2)^2.   Oren (1973).
struct POWER : Cutest {
  POWER() {
    const auto n = size();
    standard(all(n, 1));
    if (n == 2) window(-2, 2, -2, 2);
    least(0, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(slalom::sum(x, [](double i, auto xi) { return i * square(xi); }));
  }
};
SLALOM_CUTEST(POWER, "cutest_power", "Oren's power", "Oren 1973")

// What sparsine and sparsqur have in common: 1/2 sum_i i (sum_j u_j)^2 over j = (q i - 1) mod n + 1, q = 1, 2, 3, 5,
// 7, 11.
template <class T>
T sparse(std::span<const T> x, const auto& u) {
  const auto n = x.size();
  T f(0);
  for (std::size_t i = 1; i <= n; ++i) {
    T s(0);
    for (const std::size_t q : {1U, 2U, 3U, 5U, 7U, 11U}) s += u(x[(q * i - 1) % n]);
    f += 0.5 * real(i) * square(s);
  }
  return f;
}

// 1/2 sum_i i (sum_j sin x_j)^2 over j = (q i - 1) mod n + 1, q = 1, 2, 3, 5, 7, 11.   Toint, in CUTEst.
struct SPARSINE : Cutest {
  SPARSINE() {
    const auto n = size();
    standard(all(n, 0.5));
    if (n == 2) window(-2, 2, -2, 2);
    least(0, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return sparse(x, [](const T& xj) { return T(sin(xj)); });
  }
};
SLALOM_CUTEST(SPARSINE, "cutest_sparsine", "Sparse sums of sines", "CUTEst")

// 1/8 sum_i i (sum_j x_j^2)^2 over j = (q i - 1) mod n + 1, q = 1, 2, 3, 5, 7, 11.   Toint, in CUTEst.
struct SPARSQUR : Cutest {
  SPARSQUR() {
    const auto n = size();
    standard(all(n, 0.5));
    if (n == 2) window(-2, 2, -2, 2);
    least(0, {all(n, 0)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return sparse(x, [](const T& xj) { return 0.5 * square(xj); });
  }
};
SLALOM_CUTEST(SPARSQUR, "cutest_sparsqur", "Sparse sums of squares", "CUTEst")

// (x_1 - 1)^2 + sum_(i>1) (x_1^2 - x_i^2)^2.   Gould, in CUTEst.
struct TQUARTIC : Cutest {
  TQUARTIC() {
    const auto n = size();
    standard(all(n, 0.1));
    if (n == 2) window(-2, 2, -2, 2);
    least(0, {all(n, 1)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = square(x[0] - 1.0);
    for (std::size_t i = 1; i < x.size(); ++i) f += square(square(x[0]) - square(x[i]));
    return f;
  }
};
SLALOM_CUTEST(TQUARTIC, "cutest_tquartic", "A quartic that shares a variable", "Gould, in CUTEst")
}  // namespace
