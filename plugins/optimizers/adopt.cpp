// ADOPT: the gradient is divided by the v of the step before, and only then averaged:
// m <- beta1 m + (1 - beta1) clip(g / max(sqrt(v), eps), c),  w <- w - eta m,  v <- beta2 v + (1 - beta2) g^2, with
// c = k^(1/4); the first step does nothing but v = g^2.   Taniguchi et al. (2024), algorithm 2; `clip` off:
// algorithm 1.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

template <class Real>
struct Adopt : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(0.9999), epsilon = this->epsilon_setting(1e-6);
  const bool clip = this->setting("clipping", true, "limit the normalized gradient to k^(1/4)");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const bool first = k == 0;
    const Real b1 = beta1, b2 = first ? 0 : beta2, eps = epsilon, move = first ? 0 : 1;
    const Real c = clip ? static_cast<Real>(std::pow(k, 0.25)) : std::numeric_limits<Real>::max();
    k += 1;
    for (std::size_t i = 0; i < w.size(); ++i) {
      const Real scaled = slalom::ratio(g[i], std::max(std::sqrt(v[i]), eps));
      m[i] = move * (b1 * m[i] + (1 - b1) * std::min(std::max(scaled, -c), c));
      w[i] -= eta * m[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
    }
  }
};
SLALOM_OPTIMIZER(Adopt, "adopt", "ADOPT", "Taniguchi et al. 2024, algorithm 2")
