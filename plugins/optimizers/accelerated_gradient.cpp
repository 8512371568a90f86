// Accelerated gradient for convex functions: momentum that grows by itself. With t_1 = 1,
// t_(k+1) = (1 + sqrt(1 + 4 t_k^2)) / 2: w <- y - eta g(y),  y <- w + (t_k - 1) / t_(k+1) (w - w before).
// Nesterov (1983); with eta = 1 / L the error is at most 2 L |w0 - w*|^2 / (k + 1)^2.
// restart: t restarts where the gradient and the last move agree.   O'Donoghue and Candès (2015), section 3.2.
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct AcceleratedGradient : slalom::Optimizer<Real> {
  const bool restart = this->setting("restart", false, "restart where the gradient and the last move agree");
  slalom::Vector<Real> y = this->zeros();
  double t = 1;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    if (!begun) std::ranges::copy(w, y.begin());
    begun = true;
    const auto g = f.gradient(y);
    const double next = (1 + std::sqrt(1 + 4 * t * t)) / 2;
    const Real momentum = static_cast<Real>((t - 1) / next);
    double agree = 0;
    if (restart)
      for (std::size_t i = 0; i < w.size(); ++i) agree += static_cast<double>(g[i]) * (y[i] - eta * g[i] - w[i]);
    for (std::size_t i = 0; i < w.size(); ++i) {
      const Real before = w[i];
      w[i] = y[i] - eta * g[i];
      y[i] = w[i] + momentum * (w[i] - before);
    }
    t = next;
    if (!restart || !(agree > 0)) return;
    t = 1;
    std::ranges::copy(w, y.begin());
  }
  void moved(std::span<const Real> from, std::span<const Real> to) {
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += to[i] - from[i];
  }
};
SLALOM_OPTIMIZER(AcceleratedGradient, "accelerated_gradient", "Accelerated gradient for convex functions",
                 "Nesterov 1983; O'Donoghue & Candes 2015; not cross-checked")
