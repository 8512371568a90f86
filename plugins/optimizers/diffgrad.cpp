// diffGrad: Adam's step times sigmoid(|h - g|), h the gradient of the step before (at first 0): where the gradient
// hardly changes steps are half as long.   Dubey et al. (2020), eqs. 10-13.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>
#include <slalom/vector_math.hpp>

template <class Real>
struct DiffGrad : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), h = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon;
    const Real rate = static_cast<Real>(eta / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, n = w.size(); i < n; ++i) {
      const Real friction = 1 / (1 + std::exp(-std::abs(h[i] - g[i])));
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] -= slalom::ratio(rate * friction * m[i], std::sqrt(v[i]) * root + eps);
      h[i] = g[i];
    }
  }
};
SLALOM_OPTIMIZER(DiffGrad, "diffgrad", "diffGrad", "Dubey et al. 2020, eqs. 10-13")
