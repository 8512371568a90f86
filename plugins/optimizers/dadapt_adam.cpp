// D-Adaptation for Adam: the scale d of the steps is estimated from below as it goes. With b = sqrt(beta2) and
// gamma = d eta sqrt(1 - beta2^k) / (1 - beta1^k):
// r <- b r + (1 - b) gamma g . s / (sqrt(v) + eps),  m <- beta1 m + (1 - beta1) gamma g,
// v <- beta2 v + (1 - beta2) g^2,  s <- b s + (1 - b) gamma g,  d <- max(d, r / ((1 - b) |s|_1)),
// w <- w - m / (sqrt(v) + eps).   Defazio and Mishchenko (2023), algorithm 5; the learning rate is a factor, 1 there.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct DAdaptAdam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 0.01, 100};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  double d = this->setting("d0", 1e-6, slalom::above(0).log_search(1e-8, 1e-2), "d at the start: below the truth");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), s = this->zeros();
  double r = 0, power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const double root = std::sqrt(static_cast<double>(beta2)), gamma = d * eta * std::sqrt(1 - power2) / (1 - power1);
    const Real b1 = beta1, b2 = beta2, b = static_cast<Real>(root), rate = static_cast<Real>(gamma), eps = epsilon;
    const double product = slalom::sum(w.size(), [eps, G = g.data(), S = s.data(), V = v.data()](std::size_t i) {
      return slalom::ratio<double>(G[i], std::sqrt(V[i]) + eps) * S[i];
    });
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      m[i] = b1 * m[i] + (1 - b1) * rate * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      s[i] = b * s[i] + (1 - b) * rate * g[i];
      w[i] -= slalom::ratio(m[i], std::sqrt(v[i]) + eps);
    }
    r = root * r + (1 - root) * gamma * product;
    const double length = slalom::norm1(s);
    if (length > 0) d = std::max(d, r / ((1 - root) * length));
  }
};
SLALOM_OPTIMIZER(DAdaptAdam, "dadapt_adam", "Adam with D-adaptation", "Defazio & Mishchenko 2023, algorithm 5")
