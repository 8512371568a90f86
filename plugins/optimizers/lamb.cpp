// LAMB: Adam's step r = mhat / (sqrt(vhat) + eps) + lambda w, scaled for each tensor apart to the length of w:
// w <- w - eta |w| / |r| r.   You et al. (2020), algorithm 2; eps = 1e-6 as there; where |w| or |r| is 0 it does not
// scale.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct Lamb : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(1e-6);
  const Real decay = this->weight_decay_setting(0.01);
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), r = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, lambda = decay;
    const Real of_m = static_cast<Real>(1 / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      r[i] = slalom::ratio(of_m * m[i], std::sqrt(v[i]) * root + eps) + lambda * w[i];
    }
    for (const auto& layer : layers) {
      const double length = slalom::norm(layer.of(w)), step = slalom::norm(layer.of(r));
      const Real rate = length > 0 && step > 0 ? static_cast<Real>(eta * length / step) : eta;
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) w[i] -= rate * r[i];
    }
  }
};
SLALOM_OPTIMIZER(Lamb, "lamb", "LAMB (layerwise scaled Adam)", "You et al. 2020, algorithm 2")
