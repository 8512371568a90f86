// Adam: m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2,  w <- w - eta mhat / (sqrt(vhat) + eps)
// with mhat = m / (1 - beta1^k), vhat = v / (1 - beta2^k).   Kingma and Ba (2015), algorithm 1.
// epsilon_hat: w <- w - eta b m / (sqrt(v) + eps) with b = sqrt(1 - beta2^k) / (1 - beta1^k), their remark in
// section 2.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct Adam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const bool epsilon_hat =
      this->setting("epsilon_hat", false, "epsilon is added before the bias of v is corrected, not after");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1;  // beta1^k and beta2^k as running products: pow costs as much as the step

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const double root = std::sqrt(1 - power2);
    const Real b1 = beta1, b2 = beta2, eps = epsilon_hat ? epsilon : static_cast<Real>(epsilon * root);
    const Real rate = static_cast<Real>(eta * root / (1 - power1));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] -= slalom::ratio(rate * m[i], std::sqrt(v[i]) + eps);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(Adam, "adam", "Adam", "Kingma & Ba 2015, algorithm 1")
