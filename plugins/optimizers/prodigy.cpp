// Prodigy: D-adaptation whose estimate weights later gradients more. With b = sqrt(beta2) and
// gamma = d eta sqrt(1 - beta2^k) / (1 - beta1^k):
// m <- beta1 m + (1 - beta1) d g,  v <- beta2 v + (1 - beta2) d^2 g^2,
// r <- b r + gamma d / d0 g . (w0 - w),  s <- b s + gamma d / d0 g,  d' = max(d, r / |s|_1),
// w <- w - gamma m / (sqrt(v) + d' eps).
// Mishchenko and Defazio (2023), algorithm 4; its (1 - b), which cancels, and d0 as in the authors' code. The learning
// rate is a factor, 1 there.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Prodigy : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 0.01, 100};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const double d0 = this->setting("d0", 1e-6, slalom::above(0).log_search(1e-8, 1e-2), "d at the start");
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), s = this->zeros(), start = this->zeros();
  double d = d0, r = 0, power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (power1 == 1) std::ranges::copy(w, start.begin());
    power1 *= beta1;
    power2 *= beta2;
    const double root = std::sqrt(static_cast<double>(beta2)), gamma = d * eta * std::sqrt(1 - power2) / (1 - power1);
    const Real b1 = beta1, b2 = beta2, b = static_cast<Real>(root), scale = static_cast<Real>(d),
               weight = static_cast<Real>(gamma * d / d0), rate = static_cast<Real>(gamma);
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      const Real dg = scale * g[i];
      m[i] = b1 * m[i] + (1 - b1) * dg;
      v[i] = b2 * v[i] + (1 - b2) * dg * dg;
      s[i] = b * s[i] + weight * g[i];
    }
    const double product = slalom::dot(g, start) - slalom::dot(g, w), length = slalom::norm1(s);
    r = root * r + gamma * d / d0 * product;
    if (length > 0) d = std::max(d, r / length);
    const Real eps = static_cast<Real>(d * epsilon);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= slalom::ratio(rate * m[i], std::sqrt(v[i]) + eps);
  }
};
SLALOM_OPTIMIZER(Prodigy, "prodigy", "Prodigy", "Mishchenko & Defazio 2023, algorithm 4")
