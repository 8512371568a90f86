// M-SVAG: momentum, shortened where the gradient's variance is large. With mhat, vhat the bias-corrected means of g and
// g^2 (both with beta), rho = (1 - beta^2k) (1 - beta)^2 / ((1 - beta^2) (1 - beta^k)^2), s = (vhat - mhat^2) / (1 -
// rho): w <- w - eta mhat^3 / (mhat^2 + rho s).   Balles and Hennig (2018), algorithm 2; rho at most 0.9999.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct MSvag : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real beta = this->beta1_setting();
  slalom::Vector<Real> m = this->zeros();
  slalom::Vector<double> v = slalom::Vector<double>(this->size());
  double power = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power *= beta;
    const double b_ = beta, left = 1 - power;
    const double rho = std::min((1 - power * power) * (1 - b_) * (1 - b_) / ((1 - b_ * b_) * left * left), 0.9999);
    const double correct = 1 / left, of_s = rho / (1 - rho);
    const Real b = beta;
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b * m[i] + (1 - b) * g[i];
      v[i] = b_ * v[i] + (1 - b_) * g[i] * static_cast<double>(g[i]);
      const double mean = correct * m[i], square = mean * mean, sum = square + of_s * (correct * v[i] - square);
      const double factor = std::min(std::max(slalom::ratio(square, sum), 0.0), 1.0);
      w[i] -= static_cast<Real>(eta * factor * mean);
    }
  }
};
SLALOM_OPTIMIZER(MSvag, "msvag", "M-SVAG (momentum with variance adaptation)", "Balles & Hennig 2018, algorithm 2")
