// Gradient descent: w <- w - eta g.   Cauchy (1847); with mini-batches Robbins and Monro (1951).
#include <slalom/ext/elementwise.hpp>

template <class Real>
struct Sgd : slalom::Optimizer<Real> {
  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * g[i];
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(Sgd, "sgd", "Gradient descent, full-batch or stochastic",
                             "Cauchy 1847; Robbins & Monro 1951")
