// AdEMAMix: Adam with a second, slower mean, n <- beta3 n + (1 - beta3) g,
// w <- w - eta ((mhat + alpha n) / (sqrt(vhat) + eps) + lambda w).
// During `warmup` steps T, alpha rises linearly, and beta3 from beta1 so that the half-life of n does.
// Pagliardini, Ablin and Grangier (2024), algorithm 1 and appendix A.1.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct AdEmaMix : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const double beta3 =
      this->setting("beta3", 0.9999, slalom::above(0).below(1).search(0.99, 0.9999), "decay of the slow mean");
  const double alpha = this->setting("alpha", 5.0, slalom::at_least(0).search(0, 10), "weight of the slow mean");
  const double warmup = this->setting("warmup", 0.0, slalom::at_least(0), "T: steps until beta3 and alpha are reached");
  const Real decay = this->weight_decay_setting();
  slalom::Vector<Real> m = this->zeros(), n = this->zeros(), v = this->zeros();
  double k = 0, power1 = 1, power2 = 1;

  double slow_decay(double done) const {
    if (done >= 1 || beta1 == 0) return beta3;
    const double from = std::log(static_cast<double>(beta1)), to = std::log(beta3);
    return std::min(std::exp(from * to / ((1 - done) * to + done * from)), beta3);
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    k += 1;
    power1 *= beta1;
    power2 *= beta2;
    const double done = warmup > 0 ? std::min(k / warmup, 1.0) : 1;
    const Real b1 = beta1, b2 = beta2, b3 = static_cast<Real>(slow_decay(done)), eps = epsilon, kept = 1 - eta * decay;
    const Real of_m = static_cast<Real>(eta / (1 - power1)), of_n = static_cast<Real>(eta * alpha * done),
               root = static_cast<Real>(1 / std::sqrt(1 - power2));
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      n[i] = b3 * n[i] + (1 - b3) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] = kept * w[i] - slalom::ratio(of_m * m[i] + of_n * n[i], std::sqrt(v[i]) * root + eps);
    }
  }
};
SLALOM_OPTIMIZER(AdEmaMix, "ademamix", "AdEMAMix (Adam with two means)",
                 "Pagliardini, Ablin & Grangier 2024, algorithm 1")
