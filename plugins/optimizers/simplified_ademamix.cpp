// Simplified AdEMAMix: one mean in place of two, m <- beta1 m + g,  w <- w - eta (m + alpha g) / (sqrt(vhat) + eps).
// Morwani et al. (2025), algorithm 1; betas as in optax, alpha = 0 there means a heavy ball.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct SimplifiedAdEmaMix : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.0001};
  const Real beta1 = this->beta1_setting(0.99), beta2 = this->beta2_setting(0.95), epsilon = this->epsilon_setting();
  const Real alpha = this->setting("alpha", 0.0, slalom::at_least(0).search(0, 100), "weight of the newest gradient");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, a = alpha, root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] -= slalom::ratio(eta * (m[i] + a * g[i]), std::sqrt(v[i]) * root + eps);
    }
  }
};
SLALOM_OPTIMIZER(SimplifiedAdEmaMix, "simplified_ademamix", "Simplified AdEMAMix", "Morwani et al. 2025, algorithm 1")
