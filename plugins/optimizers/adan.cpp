// Adan: with d = g - (g of the step before),  m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) d,
// n <- beta3 n + (1 - beta3) (g + beta2 d)^2,  w <- w - eta (m + beta2 v) / (sqrt(n) + eps), all means corrected for
// their bias; then w <- w / (1 + eta lambda).
// Xie et al. (2022), algorithm 1, in whose letters 1 - beta stands for our beta; bias corrections as in their code.
// optax 0.2.8 weights the change d by 1 - beta2 in place of beta2.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Adan : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(0.98), epsilon = this->epsilon_setting();
  const Real beta2 = this->setting("beta2", 0.92, slalom::at_least(0).below(1).search(0.5, 0.99),
                                   "decay of the mean of the gradient's changes");
  const Real beta3 =
      this->setting("beta3", 0.99, slalom::at_least(0).below(1).search(0.9, 0.9999), "decay of the mean of squares");
  const Real decay = this->weight_decay_setting();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), n = this->zeros(), before = this->zeros();
  double power1 = 1, power2 = 1, power3 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (power1 == 1) std::ranges::copy(g, before.begin());
    power1 *= beta1;
    power2 *= beta2;
    power3 *= beta3;
    const Real b1 = beta1, b2 = beta2, b3 = beta3, eps = epsilon, kept = 1 / (1 + eta * decay);
    const Real of_m = static_cast<Real>(eta / (1 - power1)), of_v = static_cast<Real>(eta * beta2 / (1 - power2)),
               root = static_cast<Real>(1 / std::sqrt(1 - power3));
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      const Real d = g[i] - before[i], ahead = g[i] + b2 * d;
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * d;
      n[i] = b3 * n[i] + (1 - b3) * ahead * ahead;
      w[i] = kept * (w[i] - slalom::ratio(of_m * m[i] + of_v * v[i], std::sqrt(n[i]) * root + eps));
      before[i] = g[i];
    }
  }
};
SLALOM_OPTIMIZER(Adan, "adan", "Adan (adaptive Nesterov momentum)", "Xie et al. 2022, algorithm 1")
