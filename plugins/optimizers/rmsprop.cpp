// RMSProp: t <- rho t + (1 - rho) g^2,  w <- w - eta g / (sqrt(t) + eps).   Tieleman and Hinton (2012), lecture 6.5.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct RmsProp : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real rho = this->setting("rho", 0.9, slalom::at_least(0).below(1).search(0.8, 0.999),
                                 "fraction of the mean of squares that is kept");
  const Real epsilon = this->epsilon_setting();
  slalom::Vector<Real> t = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real r = rho, eps = epsilon;
    for (std::size_t i = 0; i < w.size(); ++i) {
      t[i] = r * t[i] + (1 - r) * g[i] * g[i];
      w[i] -= slalom::ratio(eta * g[i], std::sqrt(t[i]) + eps);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(RmsProp, "rmsprop", "RMSProp", "Tieleman & Hinton 2012, lecture 6.5")
