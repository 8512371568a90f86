// Quasi-hyperbolic momentum: m <- beta m + (1 - beta) g,  w <- w - eta ((1 - nu) g + nu m).
// Ma and Yarats (2019), eqs. 3 and 4; nu = 0.7, beta = 0.999 as their rule of thumb.
#include <slalom/optimizer.hpp>

template <class Real>
struct Qhm : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real beta = this->momentum_setting(0.999);
  const Real nu = this->setting("nu", 0.7, slalom::in(0, 1).search(0, 1), "weight of the mean against the gradient");
  slalom::Vector<Real> m = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b = beta, n = nu;
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b * m[i] + (1 - b) * g[i];
      w[i] -= eta * ((1 - n) * g[i] + n * m[i]);
    }
  }
};
SLALOM_OPTIMIZER(Qhm, "qhm", "Quasi-hyperbolic momentum", "Ma & Yarats 2019, eqs. 3-4")
