// LaProp: the gradient is normalized before it is averaged: v <- beta2 v + (1 - beta2) g^2,
// m <- beta1 m + (1 - beta1) eta g / (sqrt(vhat) + eps),  w <- w - m / (1 - beta1^k).
// Ziyin, Wang and Ueda (2020), algorithm 1; eta = 4e-4 and eps = 1e-15 as in the authors' code.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct LaProp : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.0004};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(1e-15);
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, rate = (1 - b1) * eta;
    const Real of_m = static_cast<Real>(1 / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      m[i] = b1 * m[i] + slalom::ratio(rate * g[i], std::sqrt(v[i]) * root + eps);
      w[i] -= of_m * m[i];
    }
  }
};
SLALOM_OPTIMIZER(LaProp, "laprop", "LaProp", "Ziyin, Wang & Ueda 2020, algorithm 1")
