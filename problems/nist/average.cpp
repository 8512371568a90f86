// The data sets of NIST's average level of difficulty. Each has its model above it.
#include "nist.hpp"

namespace {
using namespace slalom::math;
using namespace slalom::nist;

// y = (b_1 + b_2 x + b_3 x^2) / (1 + b_4 x + b_5 x^2): 151 observations of a scanning electron microscope.
struct Kirby2 : Regression<Kirby2> {
  Kirby2() : Regression(kirby2) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return (b[0] + x[0] * (b[1] + x[0] * b[2])) / (1.0 + x[0] * (b[3] + x[0] * b[4]));
  }
};
SLALOM_NIST(Kirby2, "nist_kirby2", "A microscope's line width")

// y = (b_1 + b_2 x + b_3 x^2 + b_4 x^3) / (1 + b_5 x + b_6 x^2 + b_7 x^3): 236 observations of the thermal expansion of
// copper.
struct Hahn1 : Cubics {
  Hahn1() : Cubics(hahn1) {}
};
SLALOM_NIST(Hahn1, "nist_hahn1", "Thermal expansion of copper")

// log y = b_1 - b_2 x_1 exp(-b_3 x_2): 128 observations of dielectric breakdown after time at a temperature.
struct Nelson : Regression<Nelson> {
  Nelson() : Regression(nelson) {}
  static double response(double y) { return std::log(y); }
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] - b[1] * x[0] * exp(-b[2] * x[1]);
  }
};
SLALOM_NIST(Nelson, "nist_nelson", "Dielectric breakdown")

// y = b_1 + b_2 exp(-b_4 x) + b_3 exp(-b_5 x): 33 observations, generated.   Osborne (1972).
struct MGH17 : Regression<MGH17> {
  MGH17() : Regression(mgh17) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] + b[1] * exp(-b[3] * x[0]) + b[2] * exp(-b[4] * x[0]);
  }
};
SLALOM_NIST(MGH17, "nist_mgh17", "Osborne 1, from a far start")

// y = b_1 exp(-b_2 x) + b_3 exp(-b_4 x) + b_5 exp(-b_6 x): 24 observations, generated, with 14 digits. The least sum is
// rounding.
struct Lanczos1 : Lanczos {
  Lanczos1() : Lanczos(lanczos1) {}
};
SLALOM_NIST(Lanczos1, "nist_lanczos1", "Three exponentials, 14 digits")

// y = b_1 exp(-b_2 x) + b_3 exp(-b_4 x) + b_5 exp(-b_6 x): 24 observations, generated, with 6 digits.
struct Lanczos2 : Lanczos {
  Lanczos2() : Lanczos(lanczos2) {}
};
SLALOM_NIST(Lanczos2, "nist_lanczos2", "Three exponentials, 6 digits")

// y = b_1 exp(-b_2 x) + b_3 exp(-(x - b_4)^2 / b_5^2) + b_6 exp(-(x - b_7)^2 / b_8^2): 250 observations, generated;
// the peaks overlap strongly.
struct Gauss3 : Gauss {
  Gauss3() : Gauss(gauss3) {}
};
SLALOM_NIST(Gauss3, "nist_gauss3", "Two peaks that overlap strongly")

// y = b_1 (1 - (1 + 2 b_2 x)^-1/2): 14 observations of monomolecular adsorption.
struct Misra1c : Regression<Misra1c> {
  Misra1c() : Regression(misra1c) { window(300, 900, 1e-5, 5e-4); }
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * (1.0 - pow(1.0 + 2.0 * b[1] * x[0], -0.5));
  }
};
SLALOM_NIST(Misra1c, "nist_misra1c", "Adsorption, a root")

// y = b_1 b_2 x / (1 + b_2 x): 14 observations of monomolecular adsorption.
struct Misra1d : Regression<Misra1d> {
  Misra1d() : Regression(misra1d) { window(200, 700, 1e-5, 7e-4); }
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * b[1] * x[0] / (1.0 + b[1] * x[0]);
  }
};
SLALOM_NIST(Misra1d, "nist_misra1d", "Adsorption, a hyperbola")

// y = b_1 - b_2 x - arctan(b_3 / (x - b_4)) / pi: 25 observations of quantum defects in iodine atoms.
struct Roszman1 : Regression<Roszman1> {
  Roszman1() : Regression(roszman1) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] - b[1] * x[0] - atan(b[2] / (x[0] - b[3])) / pi;
  }
};
SLALOM_NIST(Roszman1, "nist_roszman1", "Quantum defects")

// y = b_1 + sum of b_c cos(2 pi x / p) + b_s sin(2 pi x / p) for the periods 12, b_4 and b_7: 168 months of differences
// in air pressure.
struct Enso : Regression<Enso> {
  Enso() : Regression(enso) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    const double year = 2 * pi * x[0] / 12;
    const T first = 2 * pi * x[0] / b[3], second = 2 * pi * x[0] / b[6];
    return b[0] + std::cos(year) * b[1] + std::sin(year) * b[2] + b[4] * cos(first) + b[5] * sin(first) +
           b[7] * cos(second) + b[8] * sin(second);
  }
};
SLALOM_NIST(Enso, "nist_enso", "El Nino and the southern oscillation")
}  // namespace
