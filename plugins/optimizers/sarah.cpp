// SARAH: v begins as the gradient over all examples, w <- w - eta v, and then in each step
// v <- g(w) - g(w before) + v,  w <- w - eta v, both gradients of the same mini-batch; v is renewed every N examples.
// Nguyen et al. (2017), algorithm 1.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Sarah : slalom::Optimizer<Real> {
  const double epochs =
      this->setting("epochs", 1.0, slalom::above(0).search(0.5, 5), "examples until v is renewed, over N");
  slalom::Vector<Real> v = this->zeros(), before = this->zeros(), g = this->zeros();
  double seen = 0;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto all = static_cast<double>(f.examples());
    if (!begun || seen >= epochs * all) {
      f.full_gradient(w, v);
      seen = 0;
    } else {
      seen += f.batch().empty() ? all : static_cast<double>(f.batch().size());
      f.gradient(w, g);
      const auto h = f.gradient(before);
      for (std::size_t i = 0; i < w.size(); ++i) v[i] += g[i] - h[i];
    }
    begun = true;
    std::ranges::copy(w, before.begin());
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * v[i];
  }
};
SLALOM_OPTIMIZER(Sarah, "sarah", "SARAH (stochastic recursive gradient)",
                 "Nguyen et al. 2017, algorithm 1; not cross-checked")
