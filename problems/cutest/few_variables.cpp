// Unconstrained problems of three to six variables. Each has its formula above it.
#include "cutest.hpp"

namespace {
using namespace slalom::math;
using slalom::cutest::Cutest;

// x_3 + x_4 - 4 + x_1^2 + x_2^2 + (x_3 + x_4)^2 + 2 s_3 + x_1^2 x_2^2 + (x_4 - 1)^2 + x_2^4 + (x_3^2 + (x_1 + x_4)^2)^2
// + (x_1 - 4 + s_4 + x_2^2 x_3^2)^2 + s_4^2,  s_i = sin^2 x_i.   Gould (1990), in CUTEst.
struct ALLINITU : Cutest {
  ALLINITU() {
    standard({0, 0, 0, 0});
    least(5.744384910320336, {{1.4598615643816308, 0, 0.08089005653386656, -0.8111130845851708}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T a = square(x[0]), b = square(x[1]), c = square(x[2]), s3 = square(sin(x[2])), s4 = square(sin(x[3]));
    return x[2] + x[3] - 4.0 + a + b + square(x[2] + x[3]) + 2.0 * s3 + a * b + square(x[3] - 1.0) + square(b) +
           square(c + square(x[0] + x[3])) + square(x[0] - 4.0 + s4 + b * c) + square(s4);
  }
};
SLALOM_CUTEST(ALLINITU, "cutest_allinitu", "All in it", "Gould 1990, in CUTEst")

// (x_1^2 + x_2^3 - x_3^4)^2 + (2 x_1 x_2 x_3)^2 + (2 x_1 x_2 - 3 x_2 x_3 + x_1 x_3)^2.   Dennis & Schnabel (1983), p.
// 150.
struct DENSCHND : Cutest {
  DENSCHND() {
    standard({10, 10, 10});
    least(0, {{0, 0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(square(x[0]) + x[1] * square(x[1]) - square(square(x[2]))) + square(2.0 * x[0] * x[1] * x[2]) +
           square(2.0 * x[0] * x[1] - 3.0 * x[1] * x[2] + x[0] * x[2]);
  }
};
SLALOM_CUTEST(DENSCHND, "cutest_denschnd", "Dennis and Schnabel D", "Dennis & Schnabel 1983, p. 150")

// x_1^2 + (x_2 + x_2^2)^2 + (exp(x_3) - 1)^2.   Dennis & Schnabel (1983), p. 151.
struct DENSCHNE : Cutest {
  DENSCHNE() {
    standard({2, 3, -8});
    least(0, {{0, 0, 0}, {0, -1, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(x[0]) + square(x[1] + square(x[1])) + square(exp(x[2]) - 1.0);
  }
};
SLALOM_CUTEST(DENSCHNE, "cutest_denschne", "Dennis and Schnabel E", "Dennis & Schnabel 1983, p. 151")

// sum_(i=0..23) (x_1 x_2^t sin(x_3 t + x_4) - 60.137 1.371^t sin(3.112 t + 1.761))^2,  t = i / 10.
// de Villiers & Glasser (1981).
struct DEVGLA1 : Cutest {
  DEVGLA1() {
    standard({2, 2, 2, 2});
    least(0, {{60.137, 1.371, 3.112, 1.761}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (int i = 0; i < 24; ++i) {
      const double t = 0.1 * i;
      f += square(x[0] * pow(x[1], t) * sin(x[2] * t + x[3]) -
                  60.137 * std::pow(1.371, t) * std::sin(3.112 * t + 1.761));
    }
    return f;
  }
};
SLALOM_CUTEST(DEVGLA1, "cutest_devgla1", "A growing wave", "de Villiers & Glasser 1981")

// sum_(i=0..15) (y(x, t) - y(a, t))^2,  y(x, t) = x_1 x_2^t tanh(x_3 t + sin(x_4 t)) cos(t exp(x_5)),  t = i / 10,
// a = (53.81, 1.27, 3.012, 2.13, 0.507).   de Villiers & Glasser (1981).
struct DEVGLA2 : Cutest {
  const std::vector<double> solution{53.81, 1.27, 3.012, 2.13, 0.507};

  DEVGLA2() {
    standard({20, 2, 2, 2, 0.2});
    least(0, {solution});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (int i = 0; i < 16; ++i) f += square(model(x, 0.1 * i) - model(std::span<const double>(solution), 0.1 * i));
    return f;
  }

 private:
  template <class T>
  static T model(std::span<const T> x, double t) {
    return x[0] * pow(x[1], t) * tanh(x[2] * t + sin(x[3] * t)) * cos(t * exp(x[4]));
  }
};
SLALOM_CUTEST(DEVGLA2, "cutest_devgla2", "A growing wave that sets in", "de Villiers & Glasser 1981")

// (s - 1)^2 + (s - 4 x_3 + 3)^2 + (x_1 + x_2 + x_3 - 1)^2 + (x_1 + x_2 - x_3 + 1)^2
// + (x_1^3 + 3 x_2^2 + (5 x_3 - x_1 + 1)^2 - 36)^2,  s = x_1^2 + x_2^2 + x_3^2.   Toint (1983), no. 15, after Engvall.
struct ENGVAL2 : Cutest {
  ENGVAL2() {
    standard({1, 2, 0});
    least(0, {{0, 0, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T s = square(x[0]) + square(x[1]) + square(x[2]), xy = x[0] + x[1];
    return square(s - 1.0) + square(s - 4.0 * x[2] + 3.0) + square(xy + x[2] - 1.0) + square(xy - x[2] + 1.0) +
           square(x[0] * square(x[0]) + 3.0 * square(x[1]) + square(5.0 * x[2] - x[0] + 1.0) - 36.0);
  }
};
SLALOM_CUTEST(ENGVAL2, "cutest_engval2", "Engvall", "Toint 1983, no. 15")

// The model of hatfldd and hatflde.
template <class T>
T misfit(std::span<const T> x, double t, double z) {
  return square(x[0] * exp(t * x[1]) - exp(t * x[2]) - z);
}

// sum_(i=1..10) (exp(x_3 t_i) - x_1 exp(x_2 t_i) + z_i)^2.   The OPTIMA manual, Hatfield (1989), p. 35.
struct HATFLDD : Cutest {
  HATFLDD() {
    standard({1, -1, 0});
    least(6.615113918631774e-08, {{3.199477739134143, -1.0178320441400015, -0.7584310825756344}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    constexpr double t[] = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9};
    constexpr double z[] = {1.751, 1.561, 1.391, 1.239, 1.103, 0.981, 0.925, 0.8721, 0.8221, 0.7748};
    T f(0);
    for (std::size_t i = 0; i < std::size(t); ++i) f += misfit(x, t[i], z[i]);
    return f;
  }
};
SLALOM_CUTEST(HATFLDD, "cutest_hatfldd", "Hatfield D: exponentials", "OPTIMA manual 1989, p. 35")

// sum_(i=1..21) (exp(x_3 t_i) - x_1 exp(x_2 t_i) + z_i)^2,  t_i = 0.25 + i / 20.   The OPTIMA manual, Hatfield (1989),
// p. 37.
struct HATFLDE : Cutest {
  HATFLDE() {
    standard({1, -1, 0});
    least(5.120376936616598e-07, {{3.197539231779292, -1.011289112311557, -0.7434347167518464}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    constexpr double z[] = {1.561,  1.473,  1.391, 1.313,  1.239,  1.169,  1.103,  1.04,   0.981,  0.925, 0.8721,
                            0.8221, 0.7748, 0.73,  0.6877, 0.6477, 0.6099, 0.5741, 0.5403, 0.5084, 0.4782};
    T f(0);
    for (std::size_t i = 0; i < std::size(z); ++i) f += misfit(x, 0.25 + 0.05 * slalom::cutest::real(i + 1), z[i]);
    return f;
  }
};
SLALOM_CUTEST(HATFLDE, "cutest_hatflde", "Hatfield E: exponentials", "OPTIMA manual 1989, p. 37")

// sum_(i=1..3) (x_1 + x_2 x_3^i - c_i)^2,  c = (0.032, 0.056, 0.099).   The OPTIMA manual, Hatfield (1989), p. 47.
struct HATFLDFL : Cutest {
  HATFLDFL() {
    standard({1.2, -1.2, 0.98});
    least(0, {{0.032 - 0.576 / 19, 13.824 / 817, 43.0 / 24}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T square_of_z = square(x[2]);
    return square(x[0] + x[1] * x[2] - 0.032) + square(x[0] + x[1] * square_of_z - 0.056) +
           square(x[0] + x[1] * x[2] * square_of_z - 0.099);
  }
};
SLALOM_CUTEST(HATFLDFL, "cutest_hatfldfl", "Hatfield F", "OPTIMA manual 1989, p. 47")

// The equations of a dipole in the heart, of a, c, t, u, v, w, with b = -0.816 - a and d = -0.017 - c:
//   t a + u b - v c - w d,  v a + w b + t c + u d,  a (t^2 - v^2) - 2 c t v + b (u^2 - w^2) - 2 d u w,
//   c (t^2 - v^2) + 2 a t v + d (u^2 - w^2) + 2 b u w,  and Re and Im of (a + i c) (t + i v)^3 + (b + i d) (u + i w)^3
// are -1.826, -0.754, -4.839, -3.259, -14.023, 15.467; f is the sum of squares.   Dennis, Gay & Vu (1985).
struct HEART6LS : Cutest {
  HEART6LS() {
    standard({0, 0, 1, 1, 1, 1});
    least(0);
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T a = x[0], c = x[1], t = x[2], u = x[3], v = x[4], w = x[5], b = -0.816 - a, d = -0.017 - c;
    const T tt = square(t), uu = square(u), vv = square(v), ww = square(w);
    return square(t * a + u * b - v * c - w * d + 1.826) + square(v * a + w * b + t * c + u * d + 0.754) +
           square(a * (tt - vv) - 2.0 * c * t * v + b * (uu - ww) - 2.0 * d * u * w + 4.839) +
           square(c * (tt - vv) + 2.0 * a * t * v + d * (uu - ww) + 2.0 * b * u * w + 3.259) +
           square(a * t * (tt - 3.0 * vv) + c * v * (vv - 3.0 * tt) + b * u * (uu - 3.0 * ww) +
                  d * w * (ww - 3.0 * uu) + 14.023) +
           square(c * t * (tt - 3.0 * vv) - a * v * (vv - 3.0 * tt) + d * u * (uu - 3.0 * ww) -
                  b * w * (ww - 3.0 * uu) - 15.467);
  }
};
SLALOM_CUTEST(HEART6LS, "cutest_heart6ls", "A dipole in the heart", "Dennis, Gay & Vu 1985")

// sum_(i=1..7) 10^4 ((x_1^2 + a_i x_2^2 + a_i^2 x_3^2) / (b_i (1 + a_i x_4^2)) - 1)^2.   Himmelblau (1972), no. 32.
struct HIMMELBF : Cutest {
  HIMMELBF() {
    standard({2.7, 90, 1500, 10});
    least(318.5717487911231, {{2.7143660598692927, 140.4358059703038, 1707.5156166470802, 31.51286927231652}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    constexpr double a[] = {0, 0.000428, 0.001, 0.00161, 0.00209, 0.00348, 0.00525};
    constexpr double b[] = {7.391, 11.18, 16.44, 16.2, 22.2, 24.02, 31.32};
    T f(0);
    for (std::size_t i = 0; i < std::size(a); ++i)
      f += 1e4 * square((square(x[0]) + a[i] * square(x[1]) + a[i] * a[i] * square(x[2])) /
                            (b[i] * (1.0 + a[i] * square(x[3]))) -
                        1.0);
    return f;
  }
};
SLALOM_CUTEST(HIMMELBF, "cutest_himmelbf", "Himmelblau: a rational fit", "Himmelblau 1972, no. 32")
}  // namespace
