// Padam: AMSGrad with a divisor between that of Adam (p = 1/2) and of SGD (p = 0):
// u <- max(u, v),  w <- w - eta sqrt(1 - beta2^k) / (1 - beta1^k) m / (sqrt(u) + eps)^(2 p).
// Chen et al. (2020), algorithm 1; bias corrections and eps as in the authors' code. pytorch_optimizer has v in place
// of u, as here with `amsgrad` off.
#include <slalom/optimizer.hpp>
#include <slalom/vector_math.hpp>

#include <algorithm>
#include <limits>

template <class Real>
struct Padam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real partial =
      this->setting("partial", 0.125, slalom::in(0, 0.5).search(0, 0.5), "p: the power of the divisor");
  const bool amsgrad = this->setting("amsgrad", true, "the divisor never falls");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), u = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, p = 2 * partial, keep = amsgrad ? 1 : 0,
               tiny = std::numeric_limits<Real>::min();
    const Real rate = static_cast<Real>(eta * std::sqrt(1 - power2) / (1 - power1));
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, n = w.size(); i < n; ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      u[i] = std::max(keep * u[i], v[i]);
      w[i] -= rate * m[i] * std::exp(-p * std::log(std::max(std::sqrt(u[i]) + eps, tiny)));
    }
  }
};
SLALOM_OPTIMIZER(Padam, "padam", "Padam (partially adaptive)", "Chen et al. 2020, algorithm 1")
