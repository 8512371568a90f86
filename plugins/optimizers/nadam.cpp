// NAdam: Adam with Nesterov's look-ahead. With mu_k = beta1 (1 - 0.96^(k psi) / 2) and M_k = mu_1 ... mu_k,
// w <- w - eta (mu_(k+1) m / (1 - M_(k+1)) + (1 - mu_k) g / (1 - M_k)) / (sqrt(vhat) + eps).
// Dozat (2016), algorithm 2. schedule warming has the mu_k of his report, as PyTorch; constant has mu_k = beta1, as
// optax.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct NAdam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.002};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const double psi = this->setting("momentum_decay", 0.004, slalom::at_least(0), "psi: how fast the momentum rises");
  const bool warming =
      this->choice("schedule", {"warming", "constant"}, "whether the momentum rises or stays") == "warming";
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double k = 0, product = 1, power2 = 1;

  double momentum(double at) const { return beta1 * (warming ? 1 - std::pow(0.96, at * psi) / 2 : 1); }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    k += 1;
    power2 *= beta2;
    const double now = momentum(k), next = momentum(k + 1);
    product *= now;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, root = static_cast<Real>(1 / std::sqrt(1 - power2));
    const Real of_m = static_cast<Real>(eta * next / (1 - product * next)),
               of_g = static_cast<Real>(eta * (1 - now) / (1 - product));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] -= slalom::ratio(of_m * m[i] + of_g * g[i], std::sqrt(v[i]) * root + eps);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(NAdam, "nadam", "Adam with Nesterov's momentum", "Dozat 2016, algorithm 2")
