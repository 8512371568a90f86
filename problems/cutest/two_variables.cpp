// Unconstrained problems of two variables. Each has its formula above it.
#include "cutest.hpp"

namespace {
using namespace slalom::math;
using slalom::cutest::Cutest;

// (0.01 x - 0.03)^2 - x + y + exp(20 (x - y)).   Fletcher (1980), in Buckley (1989), no. 206.
struct CLIFF : Cutest {
  CLIFF() {
    standard({0, -1});
    window(-1, 6, -1, 6);
    least(0.19978661367769955, {{3, 3.149786613677699}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(0.01 * x[0] - 0.03) - x[0] + x[1] + exp(20.0 * (x[0] - x[1]));
  }
};
SLALOM_CUTEST(CLIFF, "cutest_cliff", "A cliff beside a valley", "Buckley 1989, no. 206")

// ((x - y^2) (x - sin y))^2 + ((cos y - x) (y - cos x))^2.   Buckley (1989), no. 207.
struct CLUSTERLS : Cutest {
  CLUSTERLS() {
    standard({0, 0});
    window(-1.5, 2.5, -1.5, 2.5);
    least(0);
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square((x[0] - square(x[1])) * (x[0] - sin(x[1]))) + square((cos(x[1]) - x[0]) * (x[1] - cos(x[0])));
  }
};
SLALOM_CUTEST(CLUSTERLS, "cutest_clusterls", "A cluster of minima", "Buckley 1989, no. 207")

// x^4 + (x + y)^2 + (exp(y) - 1)^2.   Dennis & Schnabel (1983), p. 98.
struct DENSCHNA : Cutest {
  DENSCHNA() {
    standard({1, 1});
    window(-1.5, 1.5, -1.5, 1.5);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(square(x[0])) + square(x[0] + x[1]) + square(exp(x[1]) - 1.0);
  }
};
SLALOM_CUTEST(DENSCHNA, "cutest_denschna", "Dennis and Schnabel A", "Dennis & Schnabel 1983, p. 98")

// (x - 2)^2 + (x - 2)^2 y^2 + (y + 1)^2.   Dennis & Schnabel (1983), p. 107.
struct DENSCHNB : Cutest {
  DENSCHNB() {
    standard({1, 1});
    window(-1, 5, -4, 2);
    least(0, {{2, -1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T u = x[0] - 2.0;
    return square(u) + square(u * x[1]) + square(x[1] + 1.0);
  }
};
SLALOM_CUTEST(DENSCHNB, "cutest_denschnb", "Dennis and Schnabel B", "Dennis & Schnabel 1983, p. 107")

// (x^2 + y^2 - 2)^2 + (exp(x - 1) + y^3 - 2)^2.   Dennis & Schnabel (1983), p. 149.
struct DENSCHNC : Cutest {
  DENSCHNC() {
    standard({2, 3});
    window(-3, 3, -3, 3);
    least(0, {{1, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(square(x[0]) + square(x[1]) - 2.0) + square(exp(x[0] - 1.0) + x[1] * square(x[1]) - 2.0);
  }
};
SLALOM_CUTEST(DENSCHNC, "cutest_denschnc", "Dennis and Schnabel C", "Dennis & Schnabel 1983, p. 149")

// (2 (x + y)^2 + (x - y)^2 - 8)^2 + (5 x^2 + (y - 3)^2 - 9)^2.   Dennis & Schnabel (1983), p. 150.
struct DENSCHNF : Cutest {
  DENSCHNF() {
    standard({2, 0});
    window(-3, 3, -3, 3);
    least(0, {{1, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(2.0 * square(x[0] + x[1]) + square(x[0] - x[1]) - 8.0) +
           square(5.0 * square(x[0]) + square(x[1] - 3.0) - 9.0);
  }
};
SLALOM_CUTEST(DENSCHNF, "cutest_denschnf", "Dennis and Schnabel F", "Dennis & Schnabel 1983, p. 150")

// (x^2 + y - 10)^2 + (x + y^2 - 7)^2 + (x^2 + y^3 - 1)^2.   El-Attar, Vidyasagar & Dutta (1979).
struct ELATVIDU : Cutest {
  ELATVIDU() {
    standard({1, 5});
    window(-5, 5, -4, 3);
    least(1.7127803548622033, {{3.4091868221900611, -2.1714330362840049}, {2.276170285567143, 0.8647773429290152}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T xx = square(x[0]), yy = square(x[1]);
    return square(xx + x[1] - 10.0) + square(x[0] + yy - 7.0) + square(xx + x[1] * yy - 1.0);
  }
};
SLALOM_CUTEST(ELATVIDU, "cutest_elatvidu", "El-Attar, Vidyasagar and Dutta", "El-Attar, Vidyasagar & Dutta 1979")

// sum_(i=1..10) (x exp(i y / 4) - i / 4)^2.   Conn, Gould & Toint (1992).
struct EXPFIT : Cutest {
  EXPFIT() {
    standard({0, 0});
    window(-1, 2, -1, 1);
    least(0.2405105939990581, {{0.47898454663200235, 0.688300194513198}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (int i = 1; i <= 10; ++i) f += square(x[0] * exp(0.25 * i * x[1]) - 0.25 * i);
    return f;
  }
};
SLALOM_CUTEST(EXPFIT, "cutest_expfit", "An exponential through points of a line", "Conn, Gould & Toint 1992")

// What is rough in both: hills in a bowl, with its bottom at the origin.
template <class T>
T hairy(std::span<const T> x) {
  return 30.0 * square(sin(7.0 * x[0]) * cos(7.0 * x[1])) + 100.0 * sqrt(0.01 + square(x[0] - x[1])) +
         100.0 * sqrt(0.01 + square(x[0]));
}

// 30 sin^2(7 x) cos^2(7 y) + 100 sqrt(0.01 + (x - y)^2) + 100 sqrt(0.01 + x^2).   Toint (1989), in CUTEst.
struct HAIRY : Cutest {
  HAIRY() {
    standard({-5, -7});
    window(-3, 3, -3, 3);
    least(20, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return hairy(x);
  }
};
SLALOM_CUTEST(HAIRY, "cutest_hairy", "Hills in a valley", "Toint 1989, in CUTEst")

// log(1 + h / 100), h = 30 sin^2(7 x) cos^2(7 y) + 100 sqrt(0.01 + (x - y)^2) + 100 sqrt(0.01 + x^2).
// Gould (1997), in CUTEst.
struct LOGHAIRY : Cutest {
  LOGHAIRY() {
    standard({-500, -700});
    window(-3, 3, -3, 3);
    least(std::log(1.2), {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return log(1.0 + hairy(x) / 100.0);
  }
};
SLALOM_CUTEST(LOGHAIRY, "cutest_loghairy", "The logarithm of hills in a valley", "Gould 1997, in CUTEst")

// (x y (1 - x) (1 - y - x (1 - x)^5))^2.   Himmelblau (1972), no. 27.
struct HIMMELBB : Cutest {
  HIMMELBB() {
    standard({-1.2, 1});
    window(-1.5, 1.5, -1.5, 1.5);
    least(0);
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T u = 1.0 - x[0], u5 = square(square(u)) * u;
    return square(x[0] * x[1] * u * (1.0 - x[1] - x[0] * u5));
  }
};
SLALOM_CUTEST(HIMMELBB, "cutest_himmelbb", "Himmelblau: minima on three curves", "Himmelblau 1972, no. 27")

// exp(-x - y) (2 x^2 + 3 y^2).   Himmelblau (1972), no. 33.
struct HIMMELBG : Cutest {
  HIMMELBG() {
    standard({0.5, 0.5});
    window(-1, 3, -1, 3);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return exp(-x[0] - x[1]) * (2.0 * square(x[0]) + 3.0 * square(x[1]));
  }
};
SLALOM_CUTEST(HIMMELBG, "cutest_himmelbg", "Himmelblau: a bowl that fades", "Himmelblau 1972, no. 33")

// (x^2 + y^2) / 20 + sin^2(20 x) sin^2(20 y).   Toint (1997), in CUTEst.
struct HUMPS : Cutest {
  HUMPS() {
    standard({-506, -506.2});
    window(-1, 1, -1, 1);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 0.05 * (square(x[0]) + square(x[1])) + square(sin(20.0 * x[0]) * sin(20.0 * x[1]));
  }
};
SLALOM_CUTEST(HUMPS, "cutest_humps", "Humps", "Toint 1997, in CUTEst")

// sum_(i=1..20) (x + a_i y + b_i y^2 - c_i)^2.   Judge et al. (1985).
struct JUDGE : Cutest {
  JUDGE() {
    standard({1, 5});
    window(-2, 4, -2, 4);
    least(16.08173013296039, {{0.8647872863320526, 1.2357484987520926}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    constexpr double a[] = {0.286, 0.973, 0.384, 0.276, 0.973, 0.543, 0.957, 0.948, 0.543, 0.797,
                            0.936, 0.889, 0.006, 0.828, 0.399, 0.617, 0.939, 0.784, 0.072, 0.889};
    constexpr double b[] = {0.645, 0.585, 0.310, 0.058, 0.455, 0.779, 0.259, 0.202, 0.028, 0.099,
                            0.142, 0.296, 0.175, 0.180, 0.842, 0.039, 0.103, 0.620, 0.158, 0.704};
    constexpr double c[] = {4.284, 4.149, 3.877, 0.533, 2.211, 2.389, 2.145, 3.231, 1.998, 1.379,
                            2.106, 1.428, 1.011, 2.179, 2.858, 1.388, 1.651, 1.593, 1.046, 2.152};
    T f(0);
    for (std::size_t i = 0; i < std::size(a); ++i) f += square(x[0] + a[i] * x[1] + b[i] * square(x[1]) - c[i]);
    return f;
  }
};
SLALOM_CUTEST(JUDGE, "cutest_judge", "A regression with two minima", "Judge et al. 1985")

// x + 10^6 (x^2 + y^2 - 1)^2.   Toint, after Maratos (1978), in CUTEst.
struct MARATOSB : Cutest {
  MARATOSB() {
    standard({1.1, 0.1});
    window(-1.5, 1.5, -1.5, 1.5);
    least(-1.0000000624999921875, {{-1.0000001249999765625, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[0] + 1e6 * square(square(x[0]) + square(x[1]) - 1.0);
  }
};
SLALOM_CUTEST(MARATOSB, "cutest_maratosb", "A penalty for leaving a circle", "Maratos 1978; in CUTEst")

// -2 (x - 1)^2 + 10^5 ((x - 1)^2 + 10^4 (y - x^2)^2 - 0.02)^2.   Brown & Bartholomew-Biggs (1987).
struct MEXHAT : Cutest {
  MEXHAT() {
    standard({0.86, 0.72});
    window(0.5, 1.5, 0, 2);
    const double u = std::sqrt(0.02001);
    least(-0.04001, {{1 - u, square(1 - u)}, {1 + u, square(1 + u)}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T u = square(x[0] - 1.0);
    return -2.0 * u + 1e5 * square(u + 1e4 * square(x[1] - square(x[0])) - 0.02);
  }
};
SLALOM_CUTEST(MEXHAT, "cutest_mexhat", "A Mexican hat, bent", "Brown & Bartholomew-Biggs 1987")

// x^4 + (10 x / (x + 0.1) + 2 y^2)^2.   Powell (1970).
struct POWELLSQLS : Cutest {
  POWELLSQLS() {
    standard({3, 1});
    window(-0.05, 3, -1, 1);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(square(x[0])) + square(10.0 * x[0] / (x[0] + 0.1) + 2.0 * square(x[1]));
  }
};
SLALOM_CUTEST(POWELLSQLS, "cutest_powellsqls", "Powell: a singular system", "Powell 1970")

// 100 u / (1 + u) + v / (1 + v),  u = (y - x^2)^2, v = (x - 1)^2.   Gould (2018), after Rosenbrock (1960) and Tukey.
struct ROSENBRTU : Cutest {
  ROSENBRTU() {
    standard({-12, 10});
    window(-2, 2, -1, 3);
    least(0, {{1, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T u = square(x[1] - square(x[0])), v = square(x[0] - 1.0);
    return 100.0 * u / (1.0 + u) + v / (1.0 + v);
  }
};
SLALOM_CUTEST(ROSENBRTU, "cutest_rosenbrtu", "Rosenbrock's valley with bounded loss", "Gould 2018, in CUTEst")

// (x^2 + x y + y^2)^2 + sin^2 x + cos^2 y.   Schittkowski (1987), no. 308.
struct S308 : Cutest {
  S308() {
    standard({3, 0.1});
    window(-2, 2, -2, 2);
    least(0.7731990564929239, {{0.15543723585956104, -0.6945637753029045}, {-0.15543723585956104, 0.6945637753029045}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(square(x[0]) + x[0] * x[1] + square(x[1])) + square(sin(x[0])) + square(cos(x[1]));
  }
};
SLALOM_CUTEST(S308, "cutest_s308", "Schittkowski 308", "Schittkowski 1987, no. 308")

// 1000 (y - sin x)^2 + x^2 / 4.   Xiao & Zhou (1992), problem 4.2.
struct SINEVAL : Cutest {
  SINEVAL() {
    standard({4.712389, -1});
    window(-5, 5, -2, 2);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 1000.0 * square(x[1] - sin(x[0])) + 0.25 * square(x[0]);
  }
};
SLALOM_CUTEST(SINEVAL, "cutest_sineval", "A valley along the sine", "Xiao & Zhou 1992, problem 4.2")

// u (1 + r (3/2 - cos(r - t) / 2)),  u = r^2 / (1 + r^2), with r and t the polar coordinates of (x, y).
// Engels, in CUTEst.
struct SNAIL : Cutest {
  SNAIL() {
    standard({10, 10});
    window(-12, 12, -12, 12);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T rr = square(x[0]) + square(x[1]), r = sqrt(rr);
    if (rr == 0.0) return T(0);
    // r cos(r - t) = cos(r) x + sin(r) y
    return rr / (1.0 + rr) * (1.0 + 1.5 * r - 0.5 * (cos(r) * x[0] + sin(r) * x[1]));
  }
};
SLALOM_CUTEST(SNAIL, "cutest_snail", "A spiralling valley", "Engels, in CUTEst")

// (16 x^2 + 16 y^2 - 8 x y - 56 x - 256 y + 991) / 15.   Zangwill (1967).
struct ZANGWIL2 : Cutest {
  ZANGWIL2() {
    standard({3, 8});
    window(-2, 10, 3, 15);
    least(-18.2, {{4, 9}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return (16.0 * (square(x[0]) + square(x[1])) - 8.0 * x[0] * x[1] - 56.0 * x[0] - 256.0 * x[1] + 991.0) / 15.0;
  }
};
SLALOM_CUTEST(ZANGWIL2, "cutest_zangwil2", "Zangwill: a quadratic", "Zangwill 1967")
}  // namespace
