// Problems 7 to 12 of Moré, Garbow & Hillstrom. Each has its residuals above it.
#include "mgh.hpp"

namespace {
using namespace slalom::math;
using slalom::mgh::Mgh, slalom::mgh::real;

// 10 (z - 10 t), 10 (sqrt(x^2 + y^2) - 1), z,  t = the angle of (x, y) / 2 pi, in [-1/4, 3/4].
// Fletcher & Powell (1963).
struct MGH7 : Mgh {
  MGH7() {
    standard(3, {-1, 0, 0});
    minimum(0, {{1, 0, 0}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    const T t = atan(x[1] / x[0]) / (2 * pi) + (x[0] < 0.0 ? 0.5 : 0.0);
    r[0] = 10.0 * (x[2] - 10.0 * t);
    r[1] = 10.0 * (sqrt(square(x[0]) + square(x[1])) - 1.0);
    r[2] = x[2];
  }
};
SLALOM_MGH(MGH7, "mgh_helical_valley", "Helical valley")

// y_i - (x_1 + u / ((16 - u) x_2 + min(u, 16 - u) x_3)), u = i = 1 .. 15.   Bard (1970).
struct MGH8 : Mgh {
  MGH8() {
    standard(15, {1, 1, 1});
    minimum(0.008214877306578975, {{0.08241055974978893, 1.1330360920297216, 2.343695178642537}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    constexpr double y[] = {0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39};
    for (std::size_t i = 0; i < 15; ++i) {
      const double u = real(i + 1), v = 16 - u;
      r[i] = y[i] - x[0] - u / (v * x[1] + std::min(u, v) * x[2]);
    }
  }
};
SLALOM_MGH(MGH8, "mgh_bard", "Bard")

// x_1 exp(-x_2 (t_i - x_3)^2 / 2) - y_i,  t_i = (8 - i) / 2, i = 1 .. 15.   Moré, Garbow & Hillstrom (1981).
struct MGH9 : Mgh {
  MGH9() {
    standard(15, {0.4, 1, 0});
    minimum(1.127932769618648e-08, {{0.39895613783875666, 1.0000190844878056, 0}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    constexpr double y[] = {0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989};
    for (std::size_t i = 0; i < 15; ++i) {
      const double t = (7 - real(i)) / 2;
      r[i] = x[0] * exp(-x[1] * square(t - x[2]) / 2.0) - y[std::min(i, 14 - i)];
    }
  }
};
SLALOM_MGH(MGH9, "mgh_gaussian", "Gaussian")

// x_1 exp(x_2 / (45 + 5 i + x_3)) - y_i, i = 1 .. 16.   Meyer (1970).
struct MGH10 : Mgh {
  MGH10() {
    standard(16, {0.02, 4000, 250});
    minimum(87.94585517085112, {{0.005609636471028053, 6181.346346286372, 345.2236346241365}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    constexpr double y[] = {34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744,
                            8261,  7030,  6005,  5147,  4427,  3820,  3307,  2872};
    for (std::size_t i = 0; i < 16; ++i) r[i] = x[0] * exp(x[1] / (5 * real(i + 1) + 45 + x[2])) - y[i];
  }
};
SLALOM_MGH(MGH10, "mgh_meyer", "Meyer: a thermistor")

// exp(-|y_i - x_2|^x_3 / x_1) - t_i,  t_i = i / 100, y_i = 25 + (-50 ln t_i)^(2/3), i = 1 .. 99.   Cox (1969).
struct MGH11 : Mgh {
  MGH11() {
    standard(99, {5, 2.5, 0.15});
    minimum(0, {{50, 25, 1.5}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < 99; ++i) {
      const double t = real(i + 1) / 100, y = 25 + std::cbrt(2500 * square(std::log(t)));
      r[i] = exp(-pow(abs(y - x[1]), x[2]) / x[0]) - t;
    }
  }
};
SLALOM_MGH(MGH11, "mgh_gulf", "Gulf research and development")

// exp(-t x_1) - exp(-t x_2) - x_3 (exp(-t) - exp(-10 t)), t = i / 10, i = 1 .. 10.   Box (1966). The least value is
// reached on the line (a, a, 0) too.
struct MGH12 : Mgh {
  MGH12() {
    standard(10, {0, 10, 20});
    minimum(0, {{1, 10, 1}, {10, 1, -1}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < 10; ++i) {
      const double t = real(i + 1) / 10;
      r[i] = exp(-t * x[0]) - exp(-t * x[1]) - (std::exp(-t) - std::exp(-10 * t)) * x[2];
    }
  }
};
SLALOM_MGH(MGH12, "mgh_box3", "Box's three exponentials")
}  // namespace
