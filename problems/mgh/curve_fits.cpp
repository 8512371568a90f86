// Problems 13 to 19 of Moré, Garbow & Hillstrom. Each has its residuals above it.
#include "mgh.hpp"

namespace {
using namespace slalom::math;
using slalom::mgh::Mgh, slalom::mgh::real;

// x_1 + 10 x_2, sqrt(5) (x_3 - x_4), (x_2 - 2 x_3)^2, sqrt(10) (x_1 - x_4)^2: the Jacobian is singular at the minimum.
// Powell (1962).
struct MGH13 : Mgh {
  MGH13() {
    standard(4, {3, -1, 0, 1});
    minimum(0, {all(4, 0)});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    r[0] = x[0] + 10.0 * x[1];
    r[1] = std::sqrt(5.0) * (x[2] - x[3]);
    r[2] = square(x[1] - 2.0 * x[2]);
    r[3] = std::sqrt(10.0) * square(x[0] - x[3]);
  }
};
SLALOM_MGH(MGH13, "mgh_powell_singular", "Powell, singular")

// 10 (x_2 - x_1^2), 1 - x_1, sqrt(90) (x_4 - x_3^2), 1 - x_3, sqrt(10) (x_2 + x_4 - 2), (x_2 - x_4) / sqrt(10).
// Colville (1968).
struct MGH14 : Mgh {
  MGH14() {
    standard(6, {-3, -1, -3, -1});
    minimum(0, {all(4, 1)});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    r[0] = 10.0 * (x[1] - square(x[0]));
    r[1] = 1.0 - x[0];
    r[2] = std::sqrt(90.0) * (x[3] - square(x[2]));
    r[3] = 1.0 - x[2];
    r[4] = std::sqrt(10.0) * (x[1] + x[3] - 2.0);
    r[5] = (x[1] - x[3]) / std::sqrt(10.0);
  }
};
SLALOM_MGH(MGH14, "mgh_wood", "Wood")

// y_i - x_1 (u_i^2 + u_i x_2) / (u_i^2 + u_i x_3 + x_4), i = 1 .. 11.   Kowalik & Osborne (1968).
struct MGH15 : Mgh {
  MGH15() {
    standard(11, {0.25, 0.39, 0.415, 0.39});
    minimum(0.00030750560384923745,
            {{0.19280693457903786, 0.19128232873436696, 0.12305650692632066, 0.13606233068379484}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    constexpr double y[] = {0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246},
                     u[] = {4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625};
    for (std::size_t i = 0; i < 11; ++i) r[i] = y[i] - x[0] * (u[i] * (u[i] + x[1])) / (u[i] * (u[i] + x[2]) + x[3]);
  }
};
SLALOM_MGH(MGH15, "mgh_kowalik_osborne", "Kowalik and Osborne")

// (x_1 + t x_2 - exp t)^2 + (x_3 + x_4 sin t - cos t)^2, t = i / 5, i = 1 .. 20.   Brown & Dennis (1971).
struct MGH16 : Mgh {
  MGH16() {
    standard(20, {25, 5, -5, -1});
    minimum(85822.20162635634, {{-11.594439904762165, 13.203630051207204, -0.40343948817685954, 0.2367787744557363}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < 20; ++i) {
      const double t = real(i + 1) / 5;
      r[i] = square(x[0] + t * x[1] - std::exp(t)) + square(x[2] + std::sin(t) * x[3] - std::cos(t));
    }
  }
};
SLALOM_MGH(MGH16, "mgh_brown_dennis", "Brown and Dennis")

// y_i - (x_1 + x_2 exp(-t x_4) + x_3 exp(-t x_5)), t = 10 (i - 1), i = 1 .. 33.   Osborne (1972).
struct MGH17 : Mgh {
  MGH17() {
    standard(33, {0.5, 1.5, -1, 0.01, 0.02});
    minimum(5.464894697482907e-05,
            {{0.37541005210695205, 1.9358469127123674, -1.464687136613423, 0.012867534640057288, 0.02212269966167261}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    constexpr double y[] = {0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751,
                            0.718, 0.685, 0.658, 0.628, 0.603, 0.580, 0.558, 0.538, 0.522, 0.506, 0.490,
                            0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406};
    for (std::size_t i = 0; i < 33; ++i) {
      const double t = 10 * real(i);
      r[i] = y[i] - x[0] - x[1] * exp(-t * x[3]) - x[2] * exp(-t * x[4]);
    }
  }
};
SLALOM_MGH(MGH17, "mgh_osborne1", "Osborne 1: two exponentials")

// x_3 exp(-t x_1) - x_4 exp(-t x_2) + x_6 exp(-t x_5) - y_i,  t = i / 10,
// y_i = exp(-t) - 5 exp(-10 t) + 3 exp(-4 t), i = 1 .. 13.   Biggs (1971). There is a local minimum of 0.00283 too.
struct MGH18 : Mgh {
  MGH18() {
    standard(13, {1, 2, 1, 1, 1, 1});
    minimum(0, {{1, 10, 1, 5, 4, 3}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < 13; ++i) {
      const double t = real(i + 1) / 10, y = std::exp(-t) - 5 * std::exp(-10 * t) + 3 * std::exp(-4 * t);
      r[i] = x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y;
    }
  }
};
SLALOM_MGH(MGH18, "mgh_biggs_exp6", "Biggs: three exponentials")

// y_i - x_1 exp(-t x_5) - sum_(k=2..4) x_k exp(-(t - x_(k+7))^2 x_(k+4)), t = (i - 1) / 10, i = 1 .. 65.
// Osborne (1972).
struct MGH19 : Mgh {
  MGH19() {
    standard(65, {1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5});
    minimum(0.040137736293547735, {{1.3099771546273005, 0.4315537946029889, 0.633661698960724, 0.5994305347859163,
                                    0.7541832263280113, 0.9042885798596336, 1.3658118352370285, 4.8236988172271555,
                                    2.3986848661317546, 4.568874597667672, 5.6753414705806415}});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    constexpr double y[] = {1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608,
                            0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661,
                            0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428,
                            0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559,
                            0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054};
    for (std::size_t i = 0; i < 65; ++i) {
      const double t = real(i) / 10;
      r[i] = y[i] - x[0] * exp(-t * x[4]);
      for (std::size_t k = 1; k < 4; ++k) r[i] -= x[k] * exp(-square(t - x[k + 7]) * x[k + 4]);
    }
  }
};
SLALOM_MGH(MGH19, "mgh_osborne2", "Osborne 2: an exponential and three peaks")
}  // namespace
