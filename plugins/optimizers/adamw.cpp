// AdamW: Adam with the weights decayed apart from the gradient,
// w <- w - eta lambda w,  w <- w - eta mhat / (sqrt(vhat) + eps).   Loshchilov and Hutter (2019), algorithm 2.
// cautious: where m and g differ in sign w only decays; of each tensor the other numbers move further, by its size over
// 1 + how many these are.   Liang et al. (2024), algorithm 1, with the 1 of the authors' code.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct AdamW : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real decay = this->weight_decay_setting(0.01);
  const bool cautious = this->setting("cautious", false, "do not move against the gradient");
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const double root = std::sqrt(1 - power2);
    const Real b1 = beta1, b2 = beta2, eps = static_cast<Real>(epsilon * root), kept = 1 - eta * decay;
    const Real rate = static_cast<Real>(eta * root / (1 - power1));
    const bool careful = cautious;
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] *= kept;
      if (!careful) w[i] -= slalom::ratio(rate * m[i], std::sqrt(v[i]) + eps);
    }
    if (!careful) return;
    for (const auto& layer : layers) {
      const Real further = rate * slalom::cautious_scale(layer.of(m), layer.of(g));
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i)
        w[i] -= slalom::ratio((slalom::agree(m[i], g[i]) ? further : 0) * m[i], std::sqrt(v[i]) + eps);
    }
  }
};
SLALOM_OPTIMIZER(AdamW, "adamw", "Adam with decoupled weight decay", "Loshchilov & Hutter 2019, algorithm 2")
