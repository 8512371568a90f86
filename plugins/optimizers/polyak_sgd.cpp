// Gradient descent with Polyak's step size: w <- w - min((f - f*) / (c |g|^2), eta) g.
// Polyak (1969); for mini-batches Loizou et al. (2021), eq. SPSmax, with c = 1/2 as in their experiments. The learning
// rate is the largest step size.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct PolyakSgd : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 1e-3, 100};
  const double c = this->setting("c", 0.5, slalom::above(0).log_search(0.1, 10), "larger: more careful");
  const double minimum = this->setting("minimum", 0.0, slalom::any(), "f*, or a lower bound of it");

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const double slope = c * slalom::squared_norm(g);
    if (!(slope > 0)) return;
    const Real rate = static_cast<Real>(std::min<double>(std::max(f.last_value() - minimum, 0.0) / slope, eta));
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * g[i];
  }
};
SLALOM_OPTIMIZER(PolyakSgd, "polyak_sgd", "Gradient descent with Polyak's step size",
                 "Polyak 1969; Loizou et al. 2021, SPSmax")
