// The data sets of NIST's higher level of difficulty. Each has its model above it.
#include "nist.hpp"

namespace {
using namespace slalom::math;
using namespace slalom::nist;

// y = b_1 (x^2 + b_2 x) / (x^2 + b_3 x + b_4): 11 observations, generated.   Kowalik & Osborne (1968).
struct MGH09 : Regression<MGH09> {
  MGH09() : Regression(mgh09) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * x[0] * (x[0] + b[1]) / (x[0] * (x[0] + b[2]) + b[3]);
  }
};
SLALOM_NIST(MGH09, "nist_mgh09", "Kowalik and Osborne, from a far start")

// y = (b_1 + b_2 x + b_3 x^2 + b_4 x^3) / (1 + b_5 x + b_6 x^2 + b_7 x^3): 37 observations of the mobility of
// electrons.
struct Thurber : Cubics {
  Thurber() : Cubics(thurber) {}
};
SLALOM_NIST(Thurber, "nist_thurber", "Mobility of electrons")

// y = b_1 (1 - exp(-b_2 x)): 6 observations of biochemical oxygen demand.
struct BoxBOD : Regression<BoxBOD> {
  BoxBOD() : Regression(boxbod) { window(0, 300, 0, 2); }
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * (1.0 - exp(-b[1] * x[0]));
  }
};
SLALOM_NIST(BoxBOD, "nist_boxbod", "Biochemical oxygen demand")

// y = b_1 / (1 + exp(b_2 - b_3 x)): 9 observations of pasture yield.
struct Rat42 : Regression<Rat42> {
  Rat42() : Regression(rat42) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] / (1.0 + exp(b[1] - b[2] * x[0]));
  }
};
SLALOM_NIST(Rat42, "nist_rat42", "Pasture yield")

// y = b_1 exp(b_2 / (x + b_3)): 16 observations, generated.   Meyer (1970).
struct MGH10 : Regression<MGH10> {
  MGH10() : Regression(mgh10) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * exp(b[1] / (x[0] + b[2]));
  }
};
SLALOM_NIST(MGH10, "nist_mgh10", "Meyer, from a far start")

// y = b_1 / b_2 exp(-((x - b_3) / b_2)^2 / 2): 35 observations of circular interference transmittance.
struct Eckerle4 : Regression<Eckerle4> {
  Eckerle4() : Regression(eckerle4) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] / b[1] * exp(-0.5 * square((x[0] - b[2]) / b[1]));
  }
};
SLALOM_NIST(Eckerle4, "nist_eckerle4", "Transmittance")

// y = b_1 / (1 + exp(b_2 - b_3 x))^(1 / b_4): 15 observations of the weight of onions.
struct Rat43 : Regression<Rat43> {
  Rat43() : Regression(rat43) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * exp(-log(1.0 + exp(b[1] - b[2] * x[0])) / b[3]);
  }
};
SLALOM_NIST(Rat43, "nist_rat43", "Weight of onions")

// y = b_1 (b_2 + x)^(-1 / b_3): 154 observations of superconductors' magnetization.
struct Bennett5 : Regression<Bennett5> {
  Bennett5() : Regression(bennett5) {}
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    return b[0] * pow(b[1] + x[0], -1.0 / b[2]);
  }
};
SLALOM_NIST(Bennett5, "nist_bennett5", "Magnetization")
}  // namespace
