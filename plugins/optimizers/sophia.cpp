// Sophia-H: a clipped step along the mean over the Hessian's diagonal: in every k-th step h <- beta2 h + (1 - beta2) z
// (H z) for random z,  m <- beta1 m + (1 - beta1) g,  w <- w - eta lambda w,  w <- w - eta clip(m / max(gamma h, eps),
// 1). Liu et al. (2024), algorithm 3 with their algorithm 1; z has random signs here, normal numbers there.
#include <slalom/hessian.hpp>

#include <algorithm>
#include <limits>

template <class Real>
struct Sophia : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(0.96), beta2 = this->beta2_setting(0.99),
             epsilon = this->epsilon_setting(1e-12);
  const Real gamma = this->setting("gamma", 0.01, slalom::above(0).log_search(1e-3, 1), "smaller: more is clipped");
  const std::int64_t every = this->setting("update_every", 10, slalom::at_least(1), "k: steps between looks at H");
  const Real decay = this->weight_decay_setting();
  slalom::Vector<Real> m = this->zeros(), h = this->zeros(), g = this->zeros(), z = this->zeros(), Hz = this->zeros();
  slalom::Hessian<Real> hessian{this->size()};
  std::int64_t k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    f.gradient(w, g);
    const Real b1 = beta1, b2 = beta2, least = std::max(epsilon, std::numeric_limits<Real>::min()), c = gamma,
               kept = 1 - eta * decay;
    if (k++ % every == 0) {
      hessian.signs(this->random(), z);
      hessian.times(f, w, g, z, Hz);
      for (std::size_t i = 0; i < w.size(); ++i) h[i] = b2 * h[i] + (1 - b2) * z[i] * Hz[i];
    }
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      const Real divisor = std::max(c * h[i], least), ratio = m[i] / divisor;
      w[i] = kept * w[i] - eta * std::min(std::max(ratio, Real{-1}), Real{1});
    }
  }
};
SLALOM_OPTIMIZER(Sophia, "sophia", "Sophia-H", "Liu et al. 2024, algorithm 3")
