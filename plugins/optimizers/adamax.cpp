// AdaMax: m <- beta1 m + (1 - beta1) g,  u <- max(beta2 u, |g| + eps),  w <- w - eta / (1 - beta1^k) m / u.
// Kingma and Ba (2015), algorithm 2; eps, which keeps the divisor away from 0, is PyTorch's.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct AdaMax : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.002};
  const Real beta1 = this->beta1_setting();
  const Real beta2 =
      this->setting("beta2", 0.999, slalom::at_least(0).below(1).search(0.9, 0.9999), "decay of the largest gradient");
  const Real epsilon = this->setting("epsilon", 1e-8, slalom::above(0), "keeps the divisor away from 0");
  slalom::Vector<Real> m = this->zeros(), u = this->zeros();
  double power1 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, rate = static_cast<Real>(eta / (1 - power1));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      u[i] = std::max(b2 * u[i], std::abs(g[i]) + eps);
      w[i] -= slalom::ratio(rate * m[i], u[i]);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(AdaMax, "adamax", "AdaMax", "Kingma & Ba 2015, algorithm 2")
