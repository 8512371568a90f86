// ACProp: the gradient itself, divided by the deviation known before this step (asynchronous and centered):
// m <- beta1 m + (1 - beta1) g,  w <- w - eta g / (sqrt(shat) + eps),  s <- beta2 s + (1 - beta2) (g - n)^2 + eps,
// n the m of the step before; the first step divides by 1 + eps.
// Zhuang et al. (2021), algorithm 2; eps = 1e-16 as in the authors' code.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct AcProp : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(1e-16);
  slalom::Vector<Real> m = this->zeros(), s = this->constant(1);
  double power2 = 0;  // beta2^k of s as it is; before the first step s is 1, uncorrected
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b1 = beta1, b2 = beta2, eps = epsilon, kept = begun ? beta2 : 0;
    const Real root = static_cast<Real>(1 / std::sqrt(1 - power2));
    power2 = begun ? power2 * beta2 : static_cast<double>(beta2);
    begun = true;
    for (std::size_t i = 0; i < w.size(); ++i) {
      w[i] -= slalom::ratio(eta * g[i], std::sqrt(s[i]) * root + eps);
      s[i] = kept * s[i] + (1 - b2) * (g[i] - m[i]) * (g[i] - m[i]) + eps;
      m[i] = b1 * m[i] + (1 - b1) * g[i];
    }
  }
};
SLALOM_OPTIMIZER(AcProp, "acprop", "ACProp (asynchronous centered)", "Zhuang et al. 2021, algorithm 2")
