// Gradient centralization: of each matrix of the gradient every row loses its mean; then u <- alpha u + g,
// w <- w - eta u.   Yong et al. (2020), eq. 1 and algorithm 1 without dampening.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

template <class Real>
struct CentralizedMomentum : slalom::Optimizer<Real> {
  const Real alpha = this->momentum_setting();
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> g = this->zeros(), u = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    f.gradient(w, g);
    for (const auto& layer : layers)
      if (layer.columns > 1)
        for (std::size_t r = 0; r < layer.rows; ++r) {
          auto row = slalom::as_vector(layer.of(g).subspan(r * layer.columns, layer.columns));
          row.array() -= row.mean();
        }
    const Real a = alpha;
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] = a * u[i] + g[i];
      w[i] -= eta * u[i];
    }
  }
};
SLALOM_OPTIMIZER(CentralizedMomentum, "centralized_momentum", "Momentum with centralized gradients",
                 "Yong et al. 2020, algorithm 1")
