// RAdam: Adam without its divisor while that is too uncertain. With rho = 2 / (1 - beta2) - 1 and
// rho_k = rho - 2 k beta2^k / (1 - beta2^k): where rho_k > 5, Adam's step times
// r = sqrt((rho_k - 4) (rho_k - 2) rho / ((rho - 4) (rho - 2) rho_k)), else w <- w - eta mhat.
// Liu et al. (2020), algorithm 2; the bound is PyTorch's 5, the paper's is 4.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct RAdam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1, k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    k += 1;
    const double rho = 2 / (1 - static_cast<double>(beta2)) - 1, rho_k = rho - 2 * k * power2 / (1 - power2);
    const bool certain = rho_k > 5;
    const double r = std::sqrt((rho_k - 4) * (rho_k - 2) * rho / ((rho - 4) * (rho - 2) * rho_k));
    const Real b1 = beta1, b2 = beta2, eps = epsilon;
    const Real rate = static_cast<Real>(eta / (1 - power1) * (certain ? r * std::sqrt(1 - power2) : 1));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] -= slalom::ratio(rate * m[i], certain ? std::sqrt(v[i]) + eps : 1);
    }
  }
};
SLALOM_OPTIMIZER(RAdam, "radam", "Rectified Adam", "Liu et al. 2020, algorithm 2")
