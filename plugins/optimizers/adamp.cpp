// AdamP: Adam without the part of its step that only makes w longer. Where a matrix is as good as scale-invariant,
// max over its rows of |cos(g, w)| < delta / sqrt(columns), each row's step loses its component along w, and weight
// decay counts a tenth; if not by rows, then the same for the matrix as one vector.
// w <- w (1 - eta lambda ratio) - eta projected(mhat / (sqrt(vhat) + eps)).   Heo et al. (2021), algorithm 2.
#include "projection.hpp"

#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

template <class Real>
struct AdamP : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real decay = this->weight_decay_setting();
  const Real delta =
      this->setting("delta", 0.1, slalom::at_least(0).log_search(1e-3, 1), "smaller cosines count as scale-invariant");
  const Real share = this->setting("decay_ratio", 0.1, slalom::in(0, 1), "weight decay there, as a share");
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), p = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon;
    const Real of_m = static_cast<Real>(1 / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      p[i] = slalom::ratio(of_m * m[i], std::sqrt(v[i]) * root + eps);
    }
    const Real tiny = std::max(epsilon, std::numeric_limits<Real>::min());
    for (const auto& layer : layers) {
      const bool invariant = slalom::project<Real>(layer, w, g, p, delta, tiny);
      const Real kept = 1 - eta * decay * (invariant ? share : 1);
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) w[i] = kept * w[i] - eta * p[i];
    }
  }
};
SLALOM_OPTIMIZER(AdamP, "adamp", "Adam with projected steps", "Heo et al. 2021, algorithm 2")
