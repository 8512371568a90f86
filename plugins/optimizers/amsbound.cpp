// AMSBound: AMSGrad, u <- max(u, v), whose step sizes are kept between bounds that close in on a final one:
// w <- w - clip(eta sqrt(1 - beta2^k) / (1 - beta1^k) / (sqrt(u) + eps), low, high) m with
// low = final (1 - 1 / (gamma k + 1)), high = final (1 + 1 / (gamma k)), final = final_rate eta / eta_0, where eta_0
// is the initial rate, which schedule and warm-up multiply. Luo et al. (2019), AMSBound; bias corrections and the
// bounds as in the authors' code.
#include <slalom/ext/initial_rate.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct AmsBound : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const double final_rate =
      this->setting("final_rate", 0.1, slalom::above(0).log_search(1e-3, 10), "the final step size");
  const double gamma =
      this->setting("gamma", 0.001, slalom::above(0).log_search(1e-4, 0.1), "how fast the bounds close in");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), u = this->zeros();
  double k = 0, power1 = 1, power2 = 1;
  double eta0 = slalom::initial_rate(this->context()).value_or(0);  // 0: not known

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    k += 1;
    power1 *= beta1;
    power2 *= beta2;
    if (eta0 == 0) eta0 = eta;
    const double final = final_rate * slalom::ratio<double>(eta, eta0);
    const Real b1 = beta1, b2 = beta2, eps = epsilon;
    const Real rate = static_cast<Real>(eta * std::sqrt(1 - power2) / (1 - power1)),
               low = static_cast<Real>(final * (1 - 1 / (gamma * k + 1))),
               high = static_cast<Real>(final * (1 + 1 / (gamma * k)));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      u[i] = std::max(u[i], v[i]);
      w[i] -= std::min(std::max(slalom::ratio(rate, std::sqrt(u[i]) + eps), low), high) * m[i];
    }
  }
};
SLALOM_OPTIMIZER(AmsBound, "amsbound", "AMSBound", "Luo et al. 2019, AMSBound")
