// QHAdam: w <- w - eta ((1 - nu1) g + nu1 mhat) / (sqrt((1 - nu2) g^2 + nu2 vhat) + eps), mhat and vhat as in Adam.
// Ma and Yarats (2019), eqs. 17-20; nu1 = 0.7, nu2 = 1, beta1 = 0.995 as their rule of thumb.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct QhAdam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(0.995), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real nu1 = this->setting("nu1", 0.7, slalom::in(0, 1).search(0, 1), "weight of the mean against the gradient");
  const Real nu2 = this->setting("nu2", 1.0, slalom::in(0, 1).search(0.5, 1), "the same for the squares");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, n1 = nu1, n2 = nu2;
    const Real of_m = static_cast<Real>(nu1 / (1 - power1)), of_v = static_cast<Real>(nu2 / (1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] -=
          slalom::ratio(eta * ((1 - n1) * g[i] + of_m * m[i]), std::sqrt((1 - n2) * g[i] * g[i] + of_v * v[i]) + eps);
    }
  }
};
SLALOM_OPTIMIZER(QhAdam, "qhadam", "Quasi-hyperbolic Adam", "Ma & Yarats 2019, eqs. 17-20")
