// Grams: the length of each step from Adam, its sign from the gradient:
// w <- w - eta (|mhat / (sqrt(vhat) + eps)| sign(g) + lambda w).   Cao, Li and Song (2024), algorithm 1.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct Grams : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(1e-6);
  const Real decay = this->weight_decay_setting();
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, kept = 1 - eta * decay;
    const Real rate = static_cast<Real>(eta / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] = kept * w[i] - slalom::ratio(rate * std::abs(m[i]), std::sqrt(v[i]) * root + eps) * slalom::sign(g[i]);
    }
  }
};
SLALOM_OPTIMIZER(Grams, "grams", "Grams (Adam's length, the gradient's sign)", "Cao, Li & Song 2024, algorithm 1")
