// AdaGrad: t <- t + g^2,  w <- w - eta g / (sqrt(t) + eps).   Duchi, Hazan and Singer (2011), figure 1.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct AdaGrad : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.01};
  const Real epsilon = this->epsilon_setting();
  slalom::Vector<Real> t = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real eps = epsilon;
    for (std::size_t i = 0; i < w.size(); ++i) {
      t[i] += g[i] * g[i];
      w[i] -= slalom::ratio(eta * g[i], std::sqrt(t[i]) + eps);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(AdaGrad, "adagrad", "AdaGrad", "Duchi, Hazan & Singer 2011, figure 1")
