// Signum: m <- beta m + (1 - beta) g,  w <- w - eta sign(m).   Bernstein et al. (2018), algorithm 2.
#include <slalom/ext/elementwise.hpp>
#include <slalom/linear.hpp>

template <class Real>
struct Signum : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta = this->momentum_setting();
  slalom::Vector<Real> m = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b = beta;
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b * m[i] + (1 - b) * g[i];
      w[i] -= eta * slalom::sign(m[i]);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(Signum, "signum", "signSGD with momentum", "Bernstein et al. 2018, algorithm 2")
