// Problems 1 to 6 of Moré, Garbow & Hillstrom. Each has its residuals above it.
#include "mgh.hpp"

namespace {
using namespace slalom::math;
using slalom::mgh::Mgh, slalom::mgh::real;

// 10 (y - x^2), 1 - x.   Rosenbrock (1960).
struct MGH1 : Mgh {
  MGH1() {
    standard(2, {-1.2, 1});
    minimum(0, {{1, 1}});
    window(-2, 2, -1, 3);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    r[0] = 10.0 * (x[1] - square(x[0]));
    r[1] = 1.0 - x[0];
  }
};
SLALOM_MGH(MGH1, "mgh_rosenbrock", "Rosenbrock's valley")

// x - 13 + ((5 - y) y - 2) y, x - 29 + ((y + 1) y - 14) y.   Freudenstein & Roth (1963).
struct MGH2 : Mgh {
  MGH2() {
    standard(2, {0.5, -2});
    minimum(0, {{5, 4}, {11.412778986902094, -0.8968052532744765}});
    window(-10, 20, -5, 6);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    r[0] = x[0] - 13.0 + ((5.0 - x[1]) * x[1] - 2.0) * x[1];
    r[1] = x[0] - 29.0 + ((x[1] + 1.0) * x[1] - 14.0) * x[1];
  }
};
SLALOM_MGH(MGH2, "mgh_freudenstein_roth", "Freudenstein and Roth")

// 10^4 x y - 1, exp(-x) + exp(-y) - 1.0001.   Powell (1970).
struct MGH3 : Mgh {
  MGH3() {
    standard(2, {0, 1});
    minimum(0, {{1.0981593296998175e-05, 9.106146739866524}});
    window(-1, 1, -1, 10);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    r[0] = 1e4 * x[0] * x[1] - 1.0;
    r[1] = exp(-x[0]) + exp(-x[1]) - 1.0001;
  }
};
SLALOM_MGH(MGH3, "mgh_powell_badly_scaled", "Powell, badly scaled")

// x - 10^6, y - 2 10^-6, x y - 2.   Brown, in Moré, Garbow & Hillstrom (1981).
struct MGH4 : Mgh {
  MGH4() {
    standard(3, {1, 1});
    minimum(0, {{1e6, 2e-6}});
    window(-1e5, 2e6, -1, 1);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    r[0] = x[0] - 1e6;
    r[1] = x[1] - 2e-6;
    r[2] = x[0] * x[1] - 2.0;
  }
};
SLALOM_MGH(MGH4, "mgh_brown_badly_scaled", "Brown, badly scaled")

// y_i - x (1 - y^i), i = 1 .. 3.   Beale (1958).
struct MGH5 : Mgh {
  MGH5() {
    standard(3, {1, 1});
    minimum(0, {{3, 0.5}});
    window(-4.5, 4.5, -4.5, 4.5);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    constexpr double y[] = {1.5, 2.25, 2.625};
    T power(1);
    for (std::size_t i = 0; i < 3; ++i) {
      power *= x[1];
      r[i] = y[i] - x[0] * (1.0 - power);
    }
  }
};
SLALOM_MGH(MGH5, "mgh_beale", "Beale")

// 2 + 2 i - exp(i x) - exp(i y), i = 1 .. 10.   Jennrich & Sampson (1968).
struct MGH6 : Mgh {
  MGH6() {
    standard(10, {0.3, 0.4});
    minimum(124.36218235561485, {{0.2578252136703641, 0.2578252136703641}});
    window(0, 0.5, 0, 0.5);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < 10; ++i) {
      const double k = real(i + 1);
      r[i] = 2.0 + 2 * k - exp(k * x[0]) - exp(k * x[1]);
    }
  }
};
SLALOM_MGH(MGH6, "mgh_jennrich_sampson", "Jennrich and Sampson: steep exponentials")
}  // namespace
