// Accelerated SGD: with a = 1 - xi c^2 / kappa, b = 1 - a, z = c / (c + b):
// u <- a u + b w - (b kappa / c) eta g,  w <- z (w - eta g) + (1 - z) u.
// Kidambi et al. (2018), algorithm 3; c = 0.7, kappa = 1000, xi = 10 as in the authors' code.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct AccSgd : slalom::Optimizer<Real> {
  const double kappa =
      this->setting("kappa", 1000.0, slalom::above(0).log_search(10, 1e5), "long step over short step");
  const double xi = this->setting("xi", 10.0, slalom::above(0).log_search(1, 100), "statistical advantage");
  const double c = this->setting("constant", 0.7, slalom::above(0).below(1), "a constant of the method");
  slalom::Vector<Real> u = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (!begun) std::ranges::copy(w, u.begin());
    begun = true;
    const double share = xi * c * c / kappa;
    const Real b = static_cast<Real>(share), z = static_cast<Real>(c / (c + share)),
               far = static_cast<Real>(share * kappa / c * eta);
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] += b * (w[i] - u[i]) - far * g[i];
      w[i] = u[i] + z * (w[i] - eta * g[i] - u[i]);
    }
  }
};
SLALOM_OPTIMIZER(AccSgd, "accsgd", "Accelerated SGD", "Kidambi et al. 2018, algorithm 3")
