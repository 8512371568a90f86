// Heavy ball: u <- alpha u - eta g,  w <- w + u.   Polyak (1964).
// The form torch, u <- alpha u + g, w <- w - eta u, is the same at a constant rate; a changing rate acts on all of u.
#include <slalom/ext/elementwise.hpp>

template <class Real>
struct Momentum : slalom::Optimizer<Real> {
  const Real alpha = this->momentum_setting();
  const bool torch = this->choice("form", {"classical", "torch"},
                                  "whether eta stands inside the velocity (classical) or before it (torch)") == "torch";
  slalom::Vector<Real> u = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real a = alpha, inside = torch ? 1 : -eta, before = torch ? -eta : 1;
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] = a * u[i] + inside * g[i];
      w[i] += before * u[i];
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(Momentum, "momentum", "Gradient descent with momentum (heavy ball)", "Polyak 1964")
