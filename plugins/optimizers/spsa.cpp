// SPSA: the slope along random signs z stands for the gradient, from two values whatever the dimension:
// w <- w - a_k (f(w + c_k z) - f(w - c_k z)) / (2 c_k) / z,  a_k = eta / (k + A)^alpha,  c_k = c / k^gamma, k = 1, 2,
// ... Spall (1992), eqs. 2.1-2.2; gains from Spall (1998), section III.
#include <slalom/hessian.hpp>
#include <slalom/optimizer.hpp>

#include <cmath>

template <class Real>
struct Spsa : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const double c = this->setting("c", 0.1, slalom::above(0).log_search(1e-4, 1), "distance of the two points at first");
  const double A = this->setting("stability", 10.0, slalom::at_least(0), "A: a tenth of the steps is advised");
  const double alpha = this->setting("alpha", 0.602, slalom::in(0, 1), "power by which steps shrink");
  const double gamma = this->setting("gamma", 0.101, slalom::in(0, 1), "power by which the distance shrinks");
  slalom::Vector<Real> z = this->zeros(), point = this->zeros();
  double k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    k += 1;
    slalom::Hessian<Real>::signs(this->random(), z);
    const double distance = c / std::pow(k, gamma), rate = eta / std::pow(k + A, alpha);
    const auto at = [&](double side) {
      const Real d = static_cast<Real>(side);
      for (std::size_t i = 0; i < w.size(); ++i) point[i] = w[i] + d * z[i];
      return f.value(point);
    };
    const double ahead = at(distance), behind = at(-distance);
    const Real move = static_cast<Real>(rate * (ahead - behind) / (2 * distance));
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= move * z[i];
  }
};
SLALOM_OPTIMIZER(Spsa, "spsa", "Simultaneous perturbation", "Spall 1992, eqs. 2.1-2.2; Spall 1998")
