// Heavy ball: u <- alpha u - eta g,  w <- w + u.   Polyak (1964).
// form torch: u <- alpha u + g,  w <- w - eta u: the same at a constant rate; a changing rate acts on the whole
// velocity.
#include <slalom/optimizer.hpp>

template <class Real>
struct Momentum : slalom::Optimizer<Real> {
  const Real alpha = this->setting("momentum", 0.9, slalom::at_least(0).below(1), "share of the velocity that is kept");
  const bool torch = this->choice("form", {"classical", "torch"}, "where eta stands: inside or outside u") == "torch";
  slalom::Vector<Real> u = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real a = alpha, into = torch ? 1 : -eta, out = torch ? -eta : 1;
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] = a * u[i] + into * g[i];
      w[i] += out * u[i];
    }
  }
};
SLALOM_OPTIMIZER(Momentum, "momentum", "Heavy ball momentum", "Polyak 1964")
