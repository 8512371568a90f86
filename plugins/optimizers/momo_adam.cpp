// MoMo-Adam: Adam with the step size from a model of the loss. With d = eps + sqrt(vhat), m, fbar and gbar the means
// (beta1, from 0) of g, f and g . w, c = 1 - beta1^k:
// w <- w - min(eta / c, (fbar + m . w - gbar - c f*)+ / (m . m / d)) m / d.   Schaipp et al. (2024), algorithm 2.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

template <class Real>
struct MomoAdam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.01};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const double lower = this->setting("lower_bound", 0.0, slalom::any(), "f*, or a lower bound of it");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double value = 0, product = 0, power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, root = static_cast<Real>(1 / std::sqrt(1 - power2));
    value = b1 * value + (1 - b1) * f.last_value();
    product = b1 * product + (1 - b1) * slalom::dot(g, w);
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
    }
    const double length = slalom::sum(w.size(), [root, eps, M = m.data(), V = v.data()](std::size_t i) {
      return slalom::ratio<double>(M[i], std::sqrt(V[i]) * root + eps) * M[i];
    });
    if (!(length > 0)) return;
    const double c = 1 - power1, gap = std::max(value - c * lower - product + slalom::dot(m, w), 0.0);
    const Real rate = static_cast<Real>(std::min(eta / c, gap / length));
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= slalom::ratio(rate * m[i], std::sqrt(v[i]) * root + eps);
  }
};
SLALOM_OPTIMIZER(MomoAdam, "momo_adam", "MoMo-Adam", "Schaipp et al. 2024, algorithm 2")
