// MARS-AdamW: AdamW on a gradient with its variance reduced, c = g + gamma beta1 / (1 - beta1) (g - h), for each tensor
// shortened to length 1 if it is longer; h is the gradient of the step before, or (`exact`) this batch's gradient where
// w was before.   Yuan et al. (2024), algorithm 2. In the first step g - h = 0, as in the paper; code has h = 0 there.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Mars : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.003};
  const Real beta1 = this->beta1_setting(0.95), beta2 = this->beta2_setting(0.99), epsilon = this->epsilon_setting();
  const Real gamma = this->setting("gamma", 0.025, slalom::at_least(0).log_search(1e-3, 1), "scale of the correction");
  const bool exact = this->setting("exact", false, "a second gradient a step, of this batch where w was before");
  const Real decay = this->weight_decay_setting();
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), g = this->zeros(), h = this->zeros(),
                       before = exact ? this->zeros() : slalom::Vector<Real>();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    f.gradient(w, g);
    if (power1 == 1)
      std::ranges::copy(g, h.begin());
    else if (exact)
      f.gradient(before, h);
    if (exact) std::ranges::copy(w, before.begin());
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, kept = 1 - eta * decay, correct = gamma * b1 / (1 - b1);
    const Real rate = static_cast<Real>(eta / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      const Real c = g[i] + correct * (g[i] - h[i]);
      h[i] = g[i];
      g[i] = c;
    }
    for (const auto& layer : layers) {
      const double scale = 1 / std::max(1.0, slalom::norm(layer.of(g)));
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) {
        const Real c = static_cast<Real>(scale * g[i]);
        m[i] = b1 * m[i] + (1 - b1) * c;
        v[i] = b2 * v[i] + (1 - b2) * c * c;
        w[i] = kept * w[i] - slalom::ratio(rate * m[i], std::sqrt(v[i]) * root + eps);
      }
    }
  }
};
SLALOM_OPTIMIZER(Mars, "mars", "MARS-AdamW (variance reduced)", "Yuan et al. 2024, algorithm 2")
