// Accelerated gradient: u <- alpha u - eta g(w + alpha u),  w <- w + u.   Nesterov (1983); Sutskever et al. (2013),
// eq. 3. The form torch, u <- alpha u + g(w), w <- w - eta (g + alpha u), has the point w + alpha u of the classical
// form as its w.
#include <slalom/ext/elementwise.hpp>

template <class Real>
struct Nesterov : slalom::Optimizer<Real> {
  const Real alpha = this->momentum_setting();
  const bool torch =
      this->choice("form", {"classical", "torch"},
                   "whether the gradient is taken ahead of w (classical) or w itself is ahead (torch)") == "torch";
  slalom::Vector<Real> u = this->zeros(), ahead = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    torch ? step_ahead(f, w, eta) : look_ahead(f, w, eta);
  }

  void look_ahead(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const Real a = alpha;
    for (std::size_t i = 0; i < w.size(); ++i) ahead[i] = w[i] + a * u[i];
    const auto g = f.gradient(ahead);
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] = a * u[i] - eta * g[i];
      w[i] += u[i];
    }
  }

  void step_ahead(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real a = alpha;
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] = a * u[i] + g[i];
      w[i] -= eta * (g[i] + a * u[i]);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(Nesterov, "nesterov", "Nesterov's accelerated gradient",
                             "Nesterov 1983; Sutskever et al. 2013, eq. 3")
