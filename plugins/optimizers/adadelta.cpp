// AdaDelta: t <- rho t + (1 - rho) g^2,  d = sqrt(s + eps) / sqrt(t + eps) g,  s <- rho s + (1 - rho) d^2,
// w <- w - eta d.   Zeiler (2012), algorithm 1, which has eta = 1.
#include <slalom/ext/elementwise.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct AdaDelta : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 1e-3, 10};
  const Real rho = this->setting("rho", 0.95, slalom::at_least(0).below(1).search(0.8, 0.999),
                                 "fraction of the means of squares that is kept");
  const Real epsilon = this->setting("epsilon", 1e-6, slalom::above(0).log_search(1e-8, 1e-2), "starts the motion");
  slalom::Vector<Real> t = this->zeros(), s = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real r = rho, eps = epsilon;
    for (std::size_t i = 0; i < w.size(); ++i) {
      t[i] = r * t[i] + (1 - r) * g[i] * g[i];
      const Real d = slalom::ratio(std::sqrt(s[i] + eps), std::sqrt(t[i] + eps)) * g[i];
      s[i] = r * s[i] + (1 - r) * d * d;
      w[i] -= eta * d;
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(AdaDelta, "adadelta", "AdaDelta", "Zeiler 2012, algorithm 1")
