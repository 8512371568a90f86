// RMSProp with momentum, its divisor centered or not: t <- rho t + (1 - rho) g^2,  c <- rho c + (1 - rho) g,
// u <- alpha u + g / (sqrt(t - c^2) + eps),  w <- w - eta u; c = 0 where it is not centered.
// Graves (2013), eqs. 38-45, who has eps inside the root and eta inside u; this is PyTorch's form.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct RmsPropMomentum : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.0001};
  const Real rho =
      this->setting("rho", 0.95, slalom::at_least(0).below(1).search(0.8, 0.999), "fraction of the means that is kept");
  const Real alpha = this->momentum_setting();
  const Real epsilon = this->epsilon_setting();
  const bool centered = this->setting("centered", true, "divide by the deviation of the gradient, not by its size");
  slalom::Vector<Real> u = this->zeros();
  slalom::Vector<double> t = slalom::Vector<double>(this->size()), c = t;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const double r = rho, of_c = centered ? 1 - r : 0;
    const Real a = alpha, eps = epsilon;
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      const double slope = g[i];
      t[i] = r * t[i] + (1 - r) * slope * slope;
      c[i] = r * c[i] + of_c * slope;
      const double variance = std::max(t[i] - c[i] * c[i], 0.0);  // rounding may leave less than 0
      u[i] = a * u[i] + static_cast<Real>(slalom::ratio(slope, std::sqrt(variance) + eps));
      w[i] -= eta * u[i];
    }
  }
};
SLALOM_OPTIMIZER(RmsPropMomentum, "rmsprop_momentum", "RMSProp, centered and with momentum", "Graves 2013, eqs. 38-45")
