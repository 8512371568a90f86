// The data sets of NIST's lower level of difficulty. Each has its model above it.
#include "nist.hpp"

namespace {
using namespace slalom::math;
using namespace slalom::nist;

// y = b_1 (1 - exp(-b_2 x)): 14 observations of monomolecular adsorption.
struct Misra1a : Regression<Misra1a> {
  Misra1a() : Regression(misra1a) { window(100, 600, 1e-4, 1e-3); }
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * (1.0 - exp(-b[1] * x[0]));
  }
};
SLALOM_NIST(Misra1a, "nist_misra1a", "Adsorption, exponential")

// y = b_1 (1 - (1 + b_2 x / 2)^-2): 14 observations of monomolecular adsorption.
struct Misra1b : Regression<Misra1b> {
  Misra1b() : Regression(misra1b) { window(100, 600, 1e-4, 1e-3); }
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * (1.0 - 1.0 / square(1.0 + b[1] * x[0] / 2.0));
  }
};
SLALOM_NIST(Misra1b, "nist_misra1b", "Adsorption, a power")

// y = b_1 x^b_2: 6 observations of the energy that a carbon filament radiates.
struct DanWood : Regression<DanWood> {
  DanWood() : Regression(danwood) { window(0, 2, 2, 6); }
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * pow(x[0], b[1]);
  }
};
SLALOM_NIST(DanWood, "nist_danwood", "Radiation of a filament")

// y = exp(-b_1 x) / (b_2 + b_3 x).
struct Chwirut : Regression<Chwirut> {
  using Regression::Regression;
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]);
  }
};
// y = exp(-b_1 x) / (b_2 + b_3 x): 214 observations of the ultrasonic response to a distance.
struct Chwirut1 : Chwirut {
  Chwirut1() : Chwirut(chwirut1) {}
};
SLALOM_NIST(Chwirut1, "nist_chwirut1", "Ultrasound, 214 observations")

// y = exp(-b_1 x) / (b_2 + b_3 x): 54 observations of the ultrasonic response to a distance.
struct Chwirut2 : Chwirut {
  Chwirut2() : Chwirut(chwirut2) {}
};
SLALOM_NIST(Chwirut2, "nist_chwirut2", "Ultrasound, 54 observations")

// y = b_1 exp(-b_2 x) + b_3 exp(-b_4 x) + b_5 exp(-b_6 x): 24 observations, generated, with 5 digits.
struct Lanczos3 : Lanczos {
  Lanczos3() : Lanczos(lanczos3) {}
};
SLALOM_NIST(Lanczos3, "nist_lanczos3", "Three exponentials, 5 digits")

// y = b_1 exp(-b_2 x) + b_3 exp(-(x - b_4)^2 / b_5^2) + b_6 exp(-(x - b_7)^2 / b_8^2): 250 observations, generated;
// the peaks are well separated.
struct Gauss1 : Gauss {
  Gauss1() : Gauss(gauss1) {}
};
SLALOM_NIST(Gauss1, "nist_gauss1", "Two peaks, well separated")

// y = b_1 exp(-b_2 x) + b_3 exp(-(x - b_4)^2 / b_5^2) + b_6 exp(-(x - b_7)^2 / b_8^2): 250 observations, generated;
// the peaks overlap slightly.
struct Gauss2 : Gauss {
  Gauss2() : Gauss(gauss2) {}
};
SLALOM_NIST(Gauss2, "nist_gauss2", "Two peaks that overlap slightly")
}  // namespace
