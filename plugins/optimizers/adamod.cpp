// AdaMod: Adam's step sizes bounded by their own mean: with r = eta sqrt(1 - beta2^k) / (1 - beta1^k) / (sqrt(v) +
// eps), s <- beta3 s + (1 - beta3) r,  w <- w - min(r, s) m. Ding et al. (2019), algorithm 1; that r has the bias
// correction of m comes from the authors' code.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct AdaMod : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real beta3 = this->setting("beta3", 0.999, slalom::at_least(0).below(1).search(0.9, 0.9999),
                                   "decay of the mean of the step sizes");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), s = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, b3 = beta3, eps = epsilon;
    const Real rate = static_cast<Real>(eta * std::sqrt(1 - power2) / (1 - power1));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      const Real r = slalom::ratio(rate, std::sqrt(v[i]) + eps);
      s[i] = b3 * s[i] + (1 - b3) * r;
      w[i] -= std::min(r, s[i]) * m[i];
    }
  }
};
SLALOM_OPTIMIZER(AdaMod, "adamod", "AdaMod", "Ding et al. 2019, algorithm 1")
