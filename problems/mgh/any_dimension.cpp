// Problems 20 to 27 of Moré, Garbow & Hillstrom. Each has its residuals above it.
#include "mgh.hpp"

namespace {
using namespace slalom::math;
using slalom::mgh::Mgh, slalom::mgh::real;

// sum_(j>1) (j - 1) x_j t^(j-2) - (sum_j x_j t^(j-1))^2 - 1, t = i / 29, i = 1 .. 29; x_1; x_2 - x_1^2 - 1.
// A differential equation by a polynomial: Kowalik & Osborne (1968).
struct MGH20 : Mgh {
  MGH20() {
    const auto n = dimension(6, slalom::in(2, 31));
    standard(31, all(n, 0));
    if (n == 6)
      minimum(0.0022876700535524363, {{-0.015725086401458456, 1.0124348693691099, -0.2329916259567377,
                                       1.2604300877996084, -1.5137289227222797, 0.9929964324311346}});
    else if (n == 9)
      minimum(1.39976013809902e-06,
              {{-1.5307036521394342e-05, 0.9997897039319483, 0.014763963693556958, 0.14634232829936222,
                1.0008211030047092, -2.617731140519015, 4.104403164478857, -3.1436122785564424, 1.0526264080101668}});
    else if (n == 12)
      minimum(4.722381105891757e-10,
              {{-6.638060464520687e-09, 1.000001644117862, -0.0005639322103423058, 0.34782054050404243,
                -0.15673150409616513, 1.0528151772071777, -3.2472711534596677, 7.288434897938061, -10.271848241321724,
                9.074113647075317, -4.541375466692512, 1.0120118885528104}});
    else
      minimum_unknown();
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < 29; ++i) {
      const double t = real(i + 1) / 29;
      T value(0), slope(0);
      for (std::size_t j = x.size(); j-- > 0;) {  // Horner's scheme, for both
        slope = slope * t + value;
        value = value * t + x[j];
      }
      r[i] = slope - square(value) - 1.0;
    }
    r[29] = x[0];
    r[30] = x[1] - square(x[0]) - 1.0;
  }
};
SLALOM_MGH(MGH20, "mgh_watson", "Watson")

// 10 (x_(i+1) - x_i^2), 1 - x_i, i = 1, 3, 5, …   Spedicato (1975).
struct MGH21 : Mgh {
  MGH21() {
    const auto n = dimension(10, slalom::at_least(2));
    if (n % 2 != 0) slalom::skip("dimension must be even");
    auto start = all(n, 1);
    for (std::size_t i = 0; i < n; i += 2) start[i] = -1.2;
    standard(n, start);
    minimum(0, {all(n, 1)});
    if (n == 2) window(-2, 2, -1, 3);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < x.size(); i += 2) {
      r[i] = 10.0 * (x[i + 1] - square(x[i]));
      r[i + 1] = 1.0 - x[i];
    }
  }
};
SLALOM_MGH(MGH21, "mgh_extended_rosenbrock", "Extended Rosenbrock")

// x_i + 10 x_(i+1), sqrt(5) (x_(i+2) - x_(i+3)), (x_(i+1) - 2 x_(i+2))^2, sqrt(10) (x_i - x_(i+3))^2, i = 1, 5, 9, …
// Spedicato (1975).
struct MGH22 : Mgh {
  MGH22() {
    const auto n = dimension(12, slalom::at_least(4));
    if (n % 4 != 0) slalom::skip("dimension must be a multiple of 4");
    constexpr double first[] = {3, -1, 0, 1};
    auto start = all(n, 0);
    for (std::size_t i = 0; i < n; ++i) start[i] = first[i % 4];
    standard(n, start);
    minimum(0, {all(n, 0)});
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < x.size(); i += 4) {
      r[i] = x[i] + 10.0 * x[i + 1];
      r[i + 1] = std::sqrt(5.0) * (x[i + 2] - x[i + 3]);
      r[i + 2] = square(x[i + 1] - 2.0 * x[i + 2]);
      r[i + 3] = std::sqrt(10.0) * square(x[i] - x[i + 3]);
    }
  }
};
SLALOM_MGH(MGH22, "mgh_extended_powell_singular", "Extended Powell, singular")

// sqrt(10^-5) (x_i - 1), i = 1 .. n; sum_j x_j^2 - 1/4.   Gill, Murray & Pitfield (1972).
struct MGH23 : Mgh {
  MGH23() {
    const auto n = dimension(10);
    std::vector<double> start;
    for (std::size_t i = 0; i < n; ++i) start.push_back(real(i + 1));
    standard(n + 1, start);
    // All numbers are the same at the minimum, the root of a cubic.
    double x = 0.5 / std::sqrt(real(n));
    for (int i = 0; i < 20; ++i)
      x -= (1e-5 * (x - 1) + 2 * x * (real(n) * x * x - 0.25)) / (1e-5 + 6 * real(n) * x * x - 0.5);
    minimum(real(n) * 1e-5 * square(x - 1) + square(real(n) * x * x - 0.25), {all(n, x)});
    if (n == 2) window(-1, 3, -1, 3);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    T sum(0);
    for (std::size_t i = 0; i < x.size(); ++i) {
      r[i] = std::sqrt(1e-5) * (x[i] - 1.0);
      sum += square(x[i]);
    }
    r[x.size()] = sum - 0.25;
  }
};
SLALOM_MGH(MGH23, "mgh_penalty1", "Penalty function 1")

// x_1 - 1/5; s (exp(x_i / 10) + exp(x_(i-1) / 10) - exp(i / 10) - exp((i - 1) / 10)), i = 2 .. n;
// s (exp(x_i / 10) - exp(-1/10)), i = 2 .. n; sum_j (n - j + 1) x_j^2 - 1,  s = sqrt(10^-5).
// Gill, Murray & Pitfield (1972).
struct MGH24 : Mgh {
  MGH24() {
    const auto n = dimension(10, slalom::at_least(2));
    standard(2 * n, all(n, 0.5));
    if (n == 4)
      minimum(9.376293007355442e-06,
              {{0.1999993333503804, 0.19131670099277245, 0.48010148533262315, 0.5188454043902005}});
    else if (n == 10)
      minimum(
          0.00029366053745674594,
          {{0.1999836051978236, 0.010350648471292297, 0.019604934480438402, 0.03208906722068565, 0.049932677399641294,
            0.07651399515399361, 0.11862407286950417, 0.19214487233557667, 0.34732058694184365, 0.3691643741593508}});
    else
      minimum_unknown();
    if (n == 2) window(-2, 2, -2, 2);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    const auto n = x.size();
    const double s = std::sqrt(1e-5);
    r[0] = x[0] - 0.2;
    T sum = real(n) * square(x[0]);
    for (std::size_t i = 1; i < n; ++i) {
      const double k = real(i + 1);
      r[i] = s * (exp(x[i] / 10.0) + exp(x[i - 1] / 10.0) - (std::exp(k / 10) + std::exp((k - 1) / 10)));
      r[n + i - 1] = s * (exp(x[i] / 10.0) - std::exp(-0.1));
      sum += real(n - i) * square(x[i]);
    }
    r[2 * n - 1] = sum - 1.0;
  }
};
SLALOM_MGH(MGH24, "mgh_penalty2", "Penalty function 2")

// x_i - 1, i = 1 .. n; s; s^2,  s = sum_j j (x_j - 1).   Moré, Garbow & Hillstrom (1981).
struct MGH25 : Mgh {
  MGH25() {
    const auto n = dimension(10);
    std::vector<double> start;
    for (std::size_t i = 0; i < n; ++i) start.push_back(1 - real(i + 1) / real(n));
    standard(n + 2, start);
    minimum(0, {all(n, 1)});
    if (n == 2) window(-1, 3, -1, 3);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    T s(0);
    for (std::size_t i = 0; i < x.size(); ++i) {
      r[i] = x[i] - 1.0;
      s += real(i + 1) * (x[i] - 1.0);
    }
    r[x.size()] = s;
    r[x.size() + 1] = square(s);
  }
};
SLALOM_MGH(MGH25, "mgh_variably_dimensioned", "Variably dimensioned")

// n - sum_j cos x_j + i (1 - cos x_i) - sin x_i, i = 1 .. n.   Spedicato (1975). There are local minima too.
struct MGH26 : Mgh {
  MGH26() {
    const auto n = dimension(10);
    standard(n, all(n, 1 / real(n)));
    minimum(0, {all(n, 0)});
    if (n == 2) window(-1, 1, -1, 1);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    T sum(0);
    for (const T& xi : x) sum += cos(xi);
    for (std::size_t i = 0; i < x.size(); ++i)
      r[i] = real(x.size()) - sum + real(i + 1) * (1.0 - cos(x[i])) - sin(x[i]);
  }
};
SLALOM_MGH(MGH26, "mgh_trigonometric", "Trigonometric")

// x_i + sum_j x_j - (n + 1), i < n; x_1 x_2 … x_n - 1.   Brown (1969). There is a local minimum of 1/2 at
// (0, …, 0, n + 1).
struct MGH27 : Mgh {
  MGH27() {
    const auto n = dimension(10);
    standard(n, all(n, 0.5));
    minimum(0, {all(n, 1)});
    if (n == 2) window(-1, 3, -1, 4);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    T sum(0), product(1);
    for (const T& xi : x) {
      sum += xi;
      product *= xi;
    }
    for (std::size_t i = 0; i + 1 < x.size(); ++i) r[i] = x[i] + sum - real(x.size() + 1);
    r[x.size() - 1] = product - 1.0;
  }
};
SLALOM_MGH(MGH27, "mgh_brown_almost_linear", "Brown, almost linear")
}  // namespace
