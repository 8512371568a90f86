// SGD with a clipped gradient: by value, g_i <- clip(g_i, -v, v), then by length, g <- g min(1, c / |g|); w <- w - eta
// g. Pascanu, Mikolov and Bengio (2013), algorithm 1; by value: Mikolov (2012).
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct ClippedSgd : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real length = this->setting("max_norm", 1.0, slalom::above(0).log_search(0.01, 100), "c: longer is shortened");
  const Real value = this->setting("max_value", 1e30, slalom::above(0), "v: larger entries are cut off");
  slalom::Vector<Real> g = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    f.gradient(w, g);
    const Real v = value;
    for (Real& x : g) x = std::min(std::max(x, -v), v);
    const double norm = slalom::norm(g), rate = norm > length ? eta * length / norm : eta;
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= static_cast<Real>(rate * g[i]);
  }
};
SLALOM_OPTIMIZER(ClippedSgd, "clipped_sgd", "SGD with a clipped gradient",
                 "Pascanu, Mikolov & Bengio 2013, algorithm 1")
