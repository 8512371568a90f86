// Schedule-free AdamW: as schedule-free SGD, with z <- z - eta (g / (sqrt(vhat) + eps) + lambda y): gradients at y (our
// w), x <- (1 - c) x + c z with c = eta_max^2 / (sum of eta_max^2), y <- beta1 x + (1 - beta1) z; x is what counts.
// Defazio et al. (2024), algorithm 1, without its warm-up: a schedule can give one.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct ScheduleFreeAdamW : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.0025};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting();
  const Real decay = this->weight_decay_setting();
  slalom::Vector<Real> z = this->zeros(), x = this->zeros(), v = this->zeros();
  double sum = 0, largest = 0, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (power2 == 1) {
      std::ranges::copy(w, z.begin());
      std::ranges::copy(w, x.begin());
    }
    power2 *= beta2;
    largest = std::max(largest, static_cast<double>(eta));
    sum += largest * largest;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, lambda = decay;
    const Real c = sum > 0 ? static_cast<Real>(largest * largest / sum) : 0,
               root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      z[i] -= eta * (slalom::ratio(g[i], std::sqrt(v[i]) * root + eps) + lambda * w[i]);
      x[i] += c * (z[i] - x[i]);
      w[i] = z[i] + b1 * (x[i] - z[i]);
    }
  }
  void moved(std::span<const Real> from, std::span<const Real> to) {
    for (std::size_t i = 0; i < to.size(); ++i) {
      const Real by = to[i] - from[i];
      z[i] += by;
      x[i] += by;
    }
  }
  void evaluation_point(std::span<const Real>, std::span<Real> point) const { std::ranges::copy(x, point.begin()); }
};
SLALOM_OPTIMIZER(ScheduleFreeAdamW, "schedule_free_adamw", "Schedule-free AdamW", "Defazio et al. 2024, algorithm 1")
