// AdaPNM: positive-negative momentum with AMSGrad's divisor: m <- beta1^2 m + (1 - beta1^2) g, u <- max(u, v),
// w <- w - eta / (1 - beta1^k) ((1 + beta0) m - beta0 n) / sqrt((1 + beta0)^2 + beta0^2)
// / (sqrt(u / (1 - beta2^k)) + eps), n the mean of the step before.   Xie et al. (2021), algorithm 3.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct AdaPnm : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real beta0 = this->setting("beta0", 1.0, slalom::at_least(0).search(0, 2), "weight of the negative mean");
  slalom::Vector<Real> m = this->zeros(), n = this->zeros(), v = this->zeros(), u = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b = beta1 * beta1, b2 = beta2, plus = 1 + beta0, minus = beta0, eps = epsilon;
    const Real rate = static_cast<Real>(eta / (1 - power1)) / std::sqrt(plus * plus + minus * minus),
               root = static_cast<Real>(1 / std::sqrt(1 - power2));
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      m[i] = b * m[i] + (1 - b) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      u[i] = std::max(u[i], v[i]);
      w[i] -= slalom::ratio(rate * (plus * m[i] - minus * n[i]), std::sqrt(u[i]) * root + eps);
    }
    m.swap(n);
  }
};
SLALOM_OPTIMIZER(AdaPnm, "adapnm", "Adaptive positive-negative momentum", "Xie et al. 2021, algorithm 3")
