// Problems with bounds, of one to eight variables. Each has its formula above it.
#include "cutest.hpp"

namespace {
using namespace slalom::math;
using slalom::cutest::Cutest, slalom::cutest::infinity, slalom::cutest::real;

// x + x^2,  0 <= x <= 1/2.   Gould, in CUTEst.
struct BQP1VAR : Cutest {
  BQP1VAR() {
    standard({0.25});
    bounds({0}, {0.5});
    least(0, {{0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[0] + square(x[0]);
  }
};
SLALOM_CUTEST(BQP1VAR, "cutest_bqp1var", "A quadratic of one variable", "Gould, in CUTEst")

// x_1^2 + (x_2 x_3)^4 + x_1 x_3 + x_2 sin(x_1 + x_3) + x_2,  -1 <= x_2 <= 1 <= x_3 <= 2.
// Conn, Gould & Toint (1992), section 1.2.3.
struct EG1 : Cutest {
  EG1() {
    standard({0, 0, 1});
    bounds({-infinity, -1, 1}, {infinity, 1, 2});
    least(-1.4293067535754411, {{-0.9264269921289384, -0.30849066822383076, 2}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return square(x[0]) + square(square(x[1] * x[2])) + x[0] * x[2] + x[1] * sin(x[0] + x[2]) + x[1];
  }
};
SLALOM_CUTEST(EG1, "cutest_eg1", "An example of LANCELOT's manual", "Conn, Gould & Toint 1992")

// sum_(i=0..9) (exp(-i x / 10) - 5 exp(-i y / 10) - exp(-i / 10) + 5 exp(-i))^2,  0 <= x, y <= 20.   Ali et al. (2005).
struct EXP2B : Cutest {
  EXP2B() {
    standard({1, 5});
    bounds({0, 0}, {20, 20});
    window(0, 20, 0, 20);
    least(0, {{1, 10}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    T f(0);
    for (int i = 0; i < 10; ++i)
      f += square(exp(-0.1 * i * x[0]) - 5.0 * exp(-0.1 * i * x[1]) - std::exp(-0.1 * i) + 5 * std::exp(-i));
    return f;
  }
};
SLALOM_CUTEST(EXP2B, "cutest_exp2b", "Two exponentials in a box", "Ali, Khompatraporn & Zabinsky 2005")

// (x_1 - 1)^2 + sum_(i>1) (x_(i-1) - sqrt x_i)^2: what hatflda and hatfldb have in common.
struct RootsOfFour : Cutest {
  template <class T>
  T operator()(std::span<const T> x) const {
    T f = square(x[0] - 1.0);
    for (std::size_t i = 1; i < 4; ++i) f += square(x[i - 1] - sqrt(x[i]));
    return f;
  }
};

// (x_1 - 1)^2 + sum_(i=2..4) (x_(i-1) - sqrt x_i)^2,  x_i >= 10^-7.   The OPTIMA manual, Hatfield (1989), p. 12.
struct HATFLDA : RootsOfFour {
  HATFLDA() {
    standard(all(4, 0.1));
    bounds(all(4, 1e-7), all(4, infinity));
    least(0, {all(4, 1)});
  }
};
SLALOM_CUTEST(HATFLDA, "cutest_hatflda", "Hatfield A: roots", "OPTIMA manual 1989, p. 12")

// (x_1 - 1)^2 + sum_(i=2..4) (x_(i-1) - sqrt x_i)^2,  x_i >= 10^-7, x_2 <= 0.8.   The OPTIMA manual, Hatfield (1989),
// p. 14.
struct HATFLDB : RootsOfFour {
  HATFLDB() {
    standard(all(4, 0.1));
    bounds(all(4, 1e-7), {infinity, 0.8, infinity, infinity});
    least(0.5 * square(1 - std::sqrt(0.8)), {{0.5 * (1 + std::sqrt(0.8)), 0.8, 0.64, 0.4096}});
  }
};
SLALOM_CUTEST(HATFLDB, "cutest_hatfldb", "Hatfield B: roots", "OPTIMA manual 1989, p. 14")

// A polynomial of degree 5 besides 28.1 / (1 + y) and 2.87 exp(x y / 2000),  0 <= x <= 95, 0 <= y <= 75: the response
// of a chemical process.   Himmelblau, in Pshenichnyj (1994).
struct HIMMELP1 : Cutest {
  HIMMELP1() {
    standard({95, 10});
    bounds({0, 0}, {95, 75});
    window(0, 95, 0, 75);
    least(-62.0538693754296, {{81.1916339842887, 69.15790519653318}});
  }
  template <class T>
  T operator()(std::span<const T> p) const {
    const T x = p[0], y = p[1], xx = square(x), yy = square(y);
    const T of_x = 3.8112755343 * x - xx * (0.1269366345 - 0.0020567665 * x + 1.03450e-5 * xx);
    const T of_y = 6.8306567613 * y - yy * (0.2564581253 - 0.003460403 * y + 1.35139e-5 * yy);
    const T both = x * y * (0.0302344793 - 0.0012813448 * x + 3.52599e-5 * xx - 2.266e-7 * x * xx) +
                   x * yy * (3.405462e-4 - 5.2375e-6 * x - 6.3e-9 * xx) + x * y * yy * (7e-10 * xx - 1.6638e-6);
    return of_x + of_y - both + 28.1064434908 / (1.0 + y) + 2.8673112392 * exp(0.0005 * x * y) - 75.1963666677;
  }
};
SLALOM_CUTEST(HIMMELP1, "cutest_himmelp1", "Himmelblau: the response of a process", "Pshenichnyj 1994")

// 100 (y - x^2)^2 + (1 - x)^2,  y >= -3/2.   Hock & Schittkowski (1981), no. 1.
struct HS1 : Cutest {
  explicit HS1(double from = -1.5) {
    standard({-2, std::max(1.0, from)});
    bounds({-infinity, from}, {infinity, infinity});
    window(-2.5, 2.5, from, 4);
    if (from == -1.5) least(0, {{1, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 100.0 * square(x[1] - square(x[0])) + square(1.0 - x[0]);
  }
};
SLALOM_CUTEST(HS1, "cutest_hs1", "Hock and Schittkowski 1", "Hock & Schittkowski 1981, no. 1")

// 100 (y - x^2)^2 + (1 - x)^2,  y >= 3/2.   Hock & Schittkowski (1981), no. 2.
struct HS2 : HS1 {
  HS2() : HS1(1.5) { least(0.050426187893607075, {{1.2243707487363524, 1.5}}); }
};
SLALOM_CUTEST(HS2, "cutest_hs2", "Hock and Schittkowski 2", "Hock & Schittkowski 1981, no. 2")

// y + 10^-5 (y - x)^2,  y >= 0.   Hock & Schittkowski (1981), no. 3.
struct HS3 : Cutest {
  const double factor;

  explicit HS3(double s = 1e-5) : factor(s) {
    standard({10, 1});
    bounds({-infinity, 0}, {infinity, infinity});
    window(-10, 10, 0, 5);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[1] + factor * square(x[1] - x[0]);
  }
};
SLALOM_CUTEST(HS3, "cutest_hs3", "Hock and Schittkowski 3", "Hock & Schittkowski 1981, no. 3")

// y + (y - x)^2,  y >= 0.   Hock & Schittkowski (1981), no. 3, in CUTEst with 1 for 10^-5.
struct HS3MOD : HS3 {
  HS3MOD() : HS3(1) {}
};
SLALOM_CUTEST(HS3MOD, "cutest_hs3mod", "Hock and Schittkowski 3, well scaled", "CUTEst")

// (x + 1)^3 / 3 + y,  x >= 1, y >= 0.   Hock & Schittkowski (1981), no. 4.
struct HS4 : Cutest {
  HS4() {
    standard({1.125, 0.125});
    bounds({1, 0}, {infinity, infinity});
    window(1, 3, 0, 2);
    least(8.0 / 3, {{1, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T u = x[0] + 1.0;
    return u * square(u) / 3.0 + x[1];
  }
};
SLALOM_CUTEST(HS4, "cutest_hs4", "Hock and Schittkowski 4", "Hock & Schittkowski 1981, no. 4")

// 2 - x_1 x_2 x_3 x_4 x_5 / 120,  0 <= x_i <= i.   Hock & Schittkowski (1981), no. 45.
struct HS45 : Cutest {
  HS45() {
    standard({1, 2, 2, 2, 2});
    bounds(all(5, 0), {1, 2, 3, 4, 5});
    least(1, {{1, 2, 3, 4, 5}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 2.0 - x[0] * x[1] * x[2] * x[3] * x[4] / 120.0;
  }
};
SLALOM_CUTEST(HS45, "cutest_hs45", "Hock and Schittkowski 45", "Hock & Schittkowski 1981, no. 45")

// log(1 + 10^4 (y - x^2)^2 + (1 - x)^2),  x, y >= 0.   Toint (1993), in CUTEst.
struct LOGROS : Cutest {
  LOGROS() {
    standard({0, 1});
    bounds({0, 0}, {infinity, infinity});
    window(0, 2, 0, 3);
    least(0, {{1, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return log(1.0 + 1e4 * square(x[1] - square(x[0])) + square(1.0 - x[0]));
  }
};
SLALOM_CUTEST(LOGROS, "cutest_logros", "The logarithm of Rosenbrock's valley", "CUTEst")

// 100 (sin x - y)^2 + x,  x >= 0.   Reid, in CUTEst.
struct MDHOLE : Cutest {
  MDHOLE() {
    standard({10, 1});
    bounds({0, -infinity}, {infinity, infinity});
    window(0, 12, -2, 2);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 100.0 * square(sin(x[0]) - x[1]) + x[0];
  }
};
SLALOM_CUTEST(MDHOLE, "cutest_mdhole", "A valley along the sine that falls", "CUTEst")

// x_1 + 2 x_5 - x_8 + |x|^2 / 2,  x >= 0, 2.5 <= x_1, x_2 <= 4.1, 0.5 <= x_5 <= 4, x_8 <= 4.3.   The manual of OSL, in
// CUTEst.
struct OSLBQP : Cutest {
  OSLBQP() {
    standard({2.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5});
    bounds({2.5, 0, 0, 0, 0.5, 0, 0, 0}, {infinity, 4.1, infinity, infinity, 4, infinity, infinity, 4.3});
    least(6.25, {{2.5, 0, 0, 0, 0.5, 0, 0, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[0] + 2.0 * x[4] - x[7] + 0.5 * slalom::sum(x, [](auto xi) { return square(xi); });
  }
};
SLALOM_CUTEST(OSLBQP, "cutest_oslbqp", "OSL's quadratic", "CUTEst")

// (a r h - d / 2 - r (1 - y^-a) + 8)^2 + (a r h (1 - y^(-a-1)) - d + 56/3)^2 + (208/9 - d (1 - y^(-a-2)))^2 of (a, r,
// h), y = 1 + h, d = a (a + 1) r h^2, h >= -1/2.   Gould (1994), in CUTEst; the fractions have ten digits there.
struct PFIT1LS : Cutest {
  PFIT1LS() {
    standard({1, 0, 1});
    bounds({-infinity, -infinity, -0.5}, {infinity, infinity, infinity});
    least(0);
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T a = x[0], r = x[1], h = x[2], y = 1.0 + h, arh = a * r * h, d = arh * h * (a + 1.0), power = pow(y, -a);
    return square(arh - 0.5 * d - r * (1.0 - power) + 8.0) + square(arh * (1.0 - power / y) - d + 18.6666666666) +
           square(23.1111111111 - d * (1.0 - power / square(y)));
  }
};
SLALOM_CUTEST(PFIT1LS, "cutest_pfit1ls", "A fit with a pole", "CUTEst")

// 100 (x^2 - y)^2 + (6.4 (y - 1/2)^2 - x - 0.6)^2,  -50 <= x, y <= 50.   Price (1977).
struct PRICE3B : Cutest {
  PRICE3B() {
    standard({1, 5});
    bounds(all(2, -50), all(2, 50));
    window(-2, 2, -1, 3);
    least(0, {{1, 1}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return 100.0 * square(square(x[0]) - x[1]) + square(6.4 * square(x[1] - 0.5) - x[0] - 0.6);
  }
};
SLALOM_CUTEST(PRICE3B, "cutest_price3b", "Price 3", "Price 1977")

// (2 x^3 y - y^3)^2 + (6 x - y^2 + y)^2,  -50 <= x, y <= 50.   Price (1977).
struct PRICE4B : Cutest {
  PRICE4B() {
    standard({1, 5});
    bounds(all(2, -50), all(2, 50));
    window(-3, 5, -5, 6);
    least(0, {{0, 0}, {2, 4}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    const T yy = square(x[1]);
    return square(x[1] * (2.0 * x[0] * square(x[0]) - yy)) + square(6.0 * x[0] - yy + x[1]);
  }
};
SLALOM_CUTEST(PRICE4B, "cutest_price4b", "Price 4", "Price 1977")

// sqrt(1 + x_1^2 + (x_2 - x_3)^2) + sqrt(1 + x_2^2 + (x_3 - x_4)^2),  x_1 <= -1.   Toint (1983), no. 47.
struct PSPDOC : Cutest {
  PSPDOC() {
    standard({-1, 3, 3, 3});
    bounds(all(4, -infinity), {-1, infinity, infinity, infinity});
    least(1 + std::sqrt(2.0), {{-1, 0, 0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return sqrt(1.0 + square(x[0]) + square(x[1] - x[2])) + sqrt(1.0 + square(x[1]) + square(x[2] - x[3]));
  }
};
SLALOM_CUTEST(PSPDOC, "cutest_pspdoc", "Toint's roots", "Toint 1983, no. 47")

// y + (y - x)^2 + (2 x + y)^2,  0 <= y <= 1/2.   Gould, in CUTEst.
struct SIMBQP : Cutest {
  SIMBQP() {
    standard({10, 0.5});
    bounds({-infinity, 0}, {infinity, 0.5});
    window(-2, 2, 0, 0.5);
    least(0, {{0, 0}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[1] + square(x[1] - x[0]) + square(2.0 * x[0] + x[1]);
  }
};
SLALOM_CUTEST(SIMBQP, "cutest_simbqp", "A quadratic with bounds", "CUTEst")

// sum_(i=1..12) (a / (1 + b exp(-c i)) - y_i)^2,  a, b, c >= 0, c <= 3: weeds in a field, by year.   Nash (1990), p.
// 144.
struct WEEDS : Cutest {
  WEEDS() {
    standard(all(3, 1));
    bounds(all(3, 0), {infinity, infinity, 3});
    least(2.587277395284154, {{196.18626177508816, 49.091639457111, 0.3135697299341464}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    constexpr double y[] = {5.308, 7.24, 9.638, 12.866, 17.069, 23.192, 31.443, 38.558, 50.156, 62.948, 75.995, 91.972};
    T f(0);
    for (std::size_t i = 0; i < std::size(y); ++i) f += square(x[0] / (1.0 + x[1] * exp(-real(i + 1) * x[2])) - y[i]);
    return f;
  }
};
SLALOM_CUTEST(WEEDS, "cutest_weeds", "Growth of weeds", "Nash 1990, p. 144")
}  // namespace
