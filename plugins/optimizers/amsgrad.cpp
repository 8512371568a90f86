// AMSGrad: Adam whose divisor never falls, u <- max(u, v),  w <- w - eta mhat / (sqrt(u / (1 - beta2^k)) + eps).
// Reddi, Kale and Kumar (2018), algorithm 2; with the bias corrections of Adam, as PyTorch has it.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct AmsGrad : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), u = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const double root = std::sqrt(1 - power2);
    const Real b1 = beta1, b2 = beta2, eps = static_cast<Real>(epsilon * root);
    const Real rate = static_cast<Real>(eta * root / (1 - power1));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      u[i] = std::max(u[i], v[i]);
      w[i] -= slalom::ratio(rate * m[i], std::sqrt(u[i]) + eps);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(AmsGrad, "amsgrad", "AMSGrad", "Reddi, Kale & Kumar 2018, algorithm 2")
