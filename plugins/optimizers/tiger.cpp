// Tiger (tight-fisted optimizer): m <- beta m + (1 - beta) g,  w <- w - eta (sign(m) + lambda w).
// Su (2023); beta = 0.965, lambda = 0.01 as in the author's code.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

template <class Real>
struct Tiger : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real beta = this->momentum_setting(0.965), decay = this->weight_decay_setting(0.01);
  slalom::Vector<Real> m = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b = beta, kept = 1 - eta * decay;
    for (std::size_t i = 0; i < w.size(); ++i) {
      m[i] = b * m[i] + (1 - b) * g[i];
      w[i] = kept * w[i] - eta * slalom::sign(m[i]);
    }
  }
};
SLALOM_OPTIMIZER(Tiger, "tiger", "Tiger", "Su 2023, Tiger: a tight-fisted optimizer")
