// signSGD: w <- w - eta sign(g).   Bernstein et al. (2018), algorithm 1.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

template <class Real>
struct SignSgd : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * slalom::sign(g[i]);
  }
};
SLALOM_OPTIMIZER(SignSgd, "sign_sgd", "Gradient descent by the sign", "Bernstein et al. 2018, algorithm 1")
