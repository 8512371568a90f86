// NAdamW: NAdam of constant momentum with the weights decayed apart from the gradient,
// w <- w - eta ((beta1 m / (1 - beta1^(k+1)) + (1 - beta1) g / (1 - beta1^k)) / (sqrt(vhat) + eps) + lambda w).
// Dozat (2016), algorithm 2, and Loshchilov and Hutter (2019), algorithm 2; lambda = 1e-4 as in optax.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct NAdamW : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real decay = this->weight_decay_setting(1e-4);
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, kept = 1 - eta * decay;
    const Real of_m = static_cast<Real>(eta * beta1 / (1 - power1 * beta1)),
               of_g = static_cast<Real>(eta * (1 - beta1) / (1 - power1)),
               root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] = kept * w[i] - slalom::ratio(of_m * m[i] + of_g * g[i], std::sqrt(v[i]) * root + eps);
    }
  }
};
SLALOM_OPTIMIZER(NAdamW, "nadamw", "NAdam with decoupled weight decay", "Dozat 2016; Loshchilov & Hutter 2019")
