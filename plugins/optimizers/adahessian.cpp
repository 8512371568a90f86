// AdaHessian: Adam with the Hessian's diagonal in place of the gradient in v: D = z (H z) for random signs z,
// v <- beta2 v + (1 - beta2) D^2,  w <- w - eta mhat / (vhat^(k/2) + eps).
// Yao et al. (2021), algorithm 2, without the spatial averaging of convolutions; eta and eps as in the authors' code.
#include <slalom/hessian.hpp>
#include <slalom/ratio.hpp>

template <class Real>
struct AdaHessian : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.15};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(1e-4);
  const Real power = this->setting("hessian_power", 1.0, slalom::in(0, 1).search(0, 1), "k");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), g = this->zeros(), z = this->zeros(), Hz = this->zeros();
  slalom::Hessian<Real> hessian{this->size()};
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    f.gradient(w, g);
    hessian.signs(this->random(), z);
    hessian.times(f, w, g, z, Hz);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, half = power / 2;
    const Real rate = static_cast<Real>(eta / (1 - power1)), of_v = static_cast<Real>(1 / (1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * Hz[i] * Hz[i];
    }
    if (power == 1)
      for (std::size_t i = 0; i < w.size(); ++i) w[i] -= slalom::ratio(rate * m[i], std::sqrt(of_v * v[i]) + eps);
    else
      for (std::size_t i = 0; i < w.size(); ++i) w[i] -= slalom::ratio(rate * m[i], std::pow(of_v * v[i], half) + eps);
  }
};
SLALOM_OPTIMIZER(AdaHessian, "adahessian", "AdaHessian", "Yao et al. 2021, algorithm 2")
