// AdaBelief: m <- beta1 m + (1 - beta1) g,  s <- beta2 s + (1 - beta2) (g - m)^2 + eps,
// w <- w - eta mhat / (sqrt(shat) + eps), both means corrected for their bias as in Adam.
// Zhuang et al. (2020), algorithm 2; eps = 1e-16 as in the authors' code.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct AdaBelief : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(1e-16);
  slalom::Vector<Real> m = this->zeros(), s = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon;
    const Real rate = static_cast<Real>(eta / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      s[i] = b2 * s[i] + (1 - b2) * (g[i] - m[i]) * (g[i] - m[i]) + eps;
      w[i] -= slalom::ratio(rate * m[i], std::sqrt(s[i]) * root + eps);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(AdaBelief, "adabelief", "AdaBelief", "Zhuang et al. 2020, algorithm 2")
