// MoMo: the step size of momentum from a model of the loss. m, fbar and gbar are the means (beta) of g, f and g . w,
// w <- w - min(eta, (fbar + m . w - gbar - f*)+ / |m|^2) m.   Schaipp et al. (2024), algorithm 1; the means begin with
// their first value.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Momo : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 1e-3, 100};
  const Real beta = this->momentum_setting();
  const double lower = this->setting("lower_bound", 0.0, slalom::any(), "f*, or a lower bound of it");
  slalom::Vector<Real> m = this->zeros();
  double value = 0, product = 0;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b = begun ? beta : 0;
    begun = true;
    value = b * value + (1 - b) * f.last_value();
    product = b * product + (1 - b) * slalom::dot(g, w);
    for (std::size_t i = 0; i < w.size(); ++i) m[i] = b * m[i] + (1 - b) * g[i];
    const double length = slalom::squared_norm(m);
    if (!(length > 0)) return;
    const double gap = std::max(value - lower - product + slalom::dot(m, w), 0.0);
    const Real rate = std::min(eta, static_cast<Real>(gap / length));
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * m[i];
  }
};
SLALOM_OPTIMIZER(Momo, "momo", "MoMo (momentum models)", "Schaipp et al. 2024, algorithm 1")
