// Fromage: for each tensor apart, w <- (w - eta |w| / |g| g) / sqrt(1 + eta^2).
// Bernstein et al. (2020), algorithm 1. Lengths count as 1e-6 at least, as in optax: else w = 0 would never move.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Fromage : slalom::Optimizer<Real> {
  const Real least = this->setting("minimum_norm", 1e-6, slalom::at_least(0), "shorter vectors count as this long");
  const std::vector<slalom::Part> layers = this->parts();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real shrink = 1 / std::sqrt(1 + eta * eta);
    for (const auto& layer : layers) {
      const double length = std::max<double>(slalom::norm(layer.of(w)), least),
                   slope = std::max<double>(slalom::norm(layer.of(g)), least);
      const Real rate = length > 0 && slope > 0 ? static_cast<Real>(eta * length / slope) : eta;
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) w[i] = shrink * (w[i] - rate * g[i]);
    }
  }
};
SLALOM_OPTIMIZER(Fromage, "fromage", "Fromage (Frobenius matched descent)", "Bernstein et al. 2020, algorithm 1")
