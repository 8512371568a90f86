// AvaGrad: Adam with the divisor of the step before, r = 1 / (sqrt(vhat) + eps), and steps scaled by its size:
// w <- w - eta mhat r / sqrt(mean(r^2)); the first step only takes v = (1 - beta2) g^2.
// Savarese et al. (2021), algorithm 2; eta = eps = 0.1 as there. pytorch_optimizer takes the size of r before v is
// renewed.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct AvaGrad : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(0.1);
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1, scale = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, rate = static_cast<Real>(eta * scale / (1 - power1));
    const Real root = power2 < 1 ? static_cast<Real>(1 / std::sqrt(1 - power2)) : 1;
    power2 *= beta2;
    const Real next_root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      w[i] -= slalom::ratio(rate * m[i], std::sqrt(v[i]) * root + eps);
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
    }
    const double sum = slalom::sum(w.size(), [&, V = v.data()](std::size_t i) {
      const double r = slalom::ratio(1.0, static_cast<double>(std::sqrt(V[i]) * next_root + eps));
      return r * r;
    });
    scale = slalom::ratio(1.0, std::sqrt(sum / static_cast<double>(w.size())));
  }
};
SLALOM_OPTIMIZER(AvaGrad, "avagrad", "AvaGrad", "Savarese et al. 2021, algorithm 2; not cross-checked")
