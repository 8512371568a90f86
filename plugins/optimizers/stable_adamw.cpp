// StableAdamW: AdamW with the update clipping of Adafactor: for each tensor apart
// eta' = eta / max(1, rms), rms^2 = mean(g^2 / max(vhat, eps^2)),  w <- w - eta' (mhat / (sqrt(vhat) + eps) + lambda
// w). Wortsman et al. (2023), algorithm 2; beta2 = 0.99 as pytorch_optimizer, where the paper's depends on the model.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

template <class Real>
struct StableAdamW : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(0.99), epsilon = this->epsilon_setting();
  const Real decay = this->weight_decay_setting(0.01);
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon;
    const Real of_m = static_cast<Real>(1 / (1 - power1)), of_v = static_cast<Real>(1 / (1 - power2));
    for (const auto& layer : layers) {
      const std::size_t begin = layer.offset, end = begin + layer.size();
      for (std::size_t i = begin; i < end; ++i) {
        m[i] = b1 * m[i] + (1 - b1) * g[i];
        v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      }
      const double least = static_cast<double>(eps) * eps;
      const double sum = slalom::sum(layer.size(), [of_v, least, G = &g[begin], V = &v[begin]](std::size_t i) {
        return slalom::ratio(static_cast<double>(G[i]) * G[i], std::max<double>(of_v * V[i], least));
      });
      const Real rms = static_cast<Real>(std::sqrt(sum / static_cast<double>(layer.size())));
      const Real rate = eta / std::max(Real{1}, rms), kept = 1 - rate * decay;
      for (std::size_t i = begin; i < end; ++i)
        w[i] = kept * w[i] - slalom::ratio(rate * of_m * m[i], std::sqrt(of_v * v[i]) + eps);
    }
  }
};
SLALOM_OPTIMIZER(StableAdamW, "stable_adamw", "AdamW with update clipping", "Wortsman et al. 2023, algorithm 2")
