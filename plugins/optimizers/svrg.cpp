// SVRG: now and then a snapshot s of w with the gradient mu over all examples there; in between
// w <- w - eta (g(w) - g(s) + mu), both of the same mini-batch.
// Johnson and Zhang (2013), figure 1, option I; a snapshot every 2 N examples as they advise for convex problems.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Svrg : slalom::Optimizer<Real> {
  const double epochs =
      this->setting("epochs", 2.0, slalom::above(0).search(0.5, 5), "examples between snapshots, over N");
  slalom::Vector<Real> snapshot = this->zeros(), mu = this->zeros(), g = this->zeros();
  double seen = 0;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto all = static_cast<double>(f.examples());
    if (!begun || seen >= epochs * all) {
      std::ranges::copy(w, snapshot.begin());
      f.full_gradient(w, mu);
      seen = 0;
    }
    begun = true;
    seen += f.batch().empty() ? all : static_cast<double>(f.batch().size());
    f.gradient(w, g);
    const auto h = f.gradient(snapshot);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * (g[i] - h[i] + mu[i]);
  }
};
SLALOM_OPTIMIZER(Svrg, "svrg", "Stochastic variance reduced gradient",
                 "Johnson & Zhang 2013, figure 1; not cross-checked")
