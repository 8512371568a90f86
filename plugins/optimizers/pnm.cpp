// Positive-negative momentum: two means take turns, m <- beta1^2 m + (1 - beta1^2) g, and with n the other one
// w <- w - eta ((1 + beta0) m - beta0 n) / sqrt((1 + beta0)^2 + beta0^2).   Xie et al. (2021), algorithm 2.
#include <slalom/optimizer.hpp>

#include <cmath>

template <class Real>
struct Pnm : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting();
  const Real beta0 = this->setting("beta0", 1.0, slalom::at_least(0).search(0, 2), "weight of the negative mean");
  slalom::Vector<Real> m = this->zeros(), n = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b = beta1 * beta1, plus = 1 + beta0, minus = beta0;
    const Real rate = eta / std::sqrt(plus * plus + minus * minus);
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b * m[i] + (1 - b) * g[i];
      w[i] -= rate * (plus * m[i] - minus * n[i]);
    }
    m.swap(n);
  }
};
SLALOM_OPTIMIZER(Pnm, "pnm", "Positive-negative momentum", "Xie et al. 2021, algorithm 2")
