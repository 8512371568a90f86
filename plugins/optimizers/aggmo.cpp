// Aggregated momentum: several velocities u_j <- beta_j u_j + g,  w <- w - eta times their mean.
// Lucas et al. (2019), eq. 2; beta = 0, 0.9, 0.99 as there.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct AggMo : slalom::Optimizer<Real> {
  const std::vector<double> betas =
      this->list("betas", {0, 0.9, 0.99}, slalom::at_least(0).below(1), "fraction of each velocity that is kept");
  std::vector<slalom::Vector<Real>> u = std::vector<slalom::Vector<Real>>(betas.size(), this->zeros());

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real rate = eta / static_cast<Real>(betas.size());
    // Stretch by stretch, so that w stays in the first cache while the velocities take turns.
    for (std::size_t begin = 0, end = 0; begin < w.size(); begin = end) {
      end = std::min(begin + 1024, w.size());
      for (std::size_t j = 0; j < betas.size(); ++j) {
        const Real b = static_cast<Real>(betas[j]);
        Real* const velocity = u[j].data();
        for (std::size_t i = begin; i < end; ++i) {
          velocity[i] = b * velocity[i] + g[i];
          w[i] -= rate * velocity[i];
        }
      }
    }
  }
};
SLALOM_OPTIMIZER(AggMo, "aggmo", "Aggregated momentum", "Lucas et al. 2019, eq. 2")
