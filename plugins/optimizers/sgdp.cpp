// SGDP: momentum without the part of its step that only makes w longer. Where a matrix is as good as scale-invariant,
// max over its rows of |cos(g, w)| < delta / sqrt(columns), each row's step loses its component along w, and weight
// decay counts a tenth; if not by rows, then the same for the matrix as one vector.
// u <- alpha u + g,  w <- w (1 - eta lambda ratio / (1 - alpha)) - eta projected(u).   Heo et al. (2021), algorithm 1.
#include "projection.hpp"

template <class Real>
struct SgdP : slalom::Optimizer<Real> {
  const Real alpha = this->momentum_setting(), decay = this->weight_decay_setting();
  const Real delta =
      this->setting("delta", 0.1, slalom::at_least(0).log_search(1e-3, 1), "smaller cosines count as scale-invariant");
  const Real share = this->setting("decay_ratio", 0.1, slalom::in(0, 1), "weight decay there, as a share");
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> u = this->zeros(), p = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (const auto& layer : layers) {
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) {
        u[i] = alpha * u[i] + g[i];
        p[i] = u[i];
      }
      const bool invariant = slalom::project<Real>(layer, w, g, p, delta, Real(1e-8));
      const Real kept = 1 - eta * decay * (invariant ? share : 1) / (1 - alpha);
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) w[i] = kept * w[i] - eta * p[i];
    }
  }
};
SLALOM_OPTIMIZER(SgdP, "sgdp", "SGD with projected steps", "Heo et al. 2021, algorithm 1")
