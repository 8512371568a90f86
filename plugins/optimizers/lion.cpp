// Lion: w <- w - eta (sign(beta1 m + (1 - beta1) g) + lambda w),  m <- beta2 m + (1 - beta2) g.
// Chen et al. (2023), algorithm 2.
// cautious: where the step would go against g, w only decays; of each tensor the other numbers move further, by its
// size over 1 + how many these are.   Liang et al. (2024), algorithm 2, with the 1 of the authors' code.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

template <class Real>
struct Lion : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.0001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(0.99), decay = this->weight_decay_setting();
  const bool cautious = this->setting("cautious", false, "do not move against the gradient");
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> m = this->zeros(), u = cautious ? this->zeros() : slalom::Vector<Real>();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b1 = beta1, b2 = beta2, kept = 1 - eta * decay;
    if (!cautious) {
      for (std::size_t i = 0; i < w.size(); ++i) {
        w[i] = kept * w[i] - eta * slalom::sign(b1 * m[i] + (1 - b1) * g[i]);
        m[i] = b2 * m[i] + (1 - b2) * g[i];
      }
      return;
    }
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] = slalom::sign(b1 * m[i] + (1 - b1) * g[i]);
      m[i] = b2 * m[i] + (1 - b2) * g[i];
    }
    for (const auto& layer : layers) {
      const Real further = eta * slalom::cautious_scale(layer.of(u), layer.of(g));
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i)
        w[i] = kept * w[i] - (slalom::agree(u[i], g[i]) ? further : 0) * u[i];
    }
  }
};
SLALOM_OPTIMIZER(Lion, "lion", "Lion (evolved sign momentum)", "Chen et al. 2023, algorithm 2")
