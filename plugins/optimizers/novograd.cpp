// NovoGrad: for each tensor apart, v <- beta2 v + (1 - beta2) |g|^2 (at first v = |g|^2),
// m <- beta1 m + g / (sqrt(v) + eps) + lambda w,  w <- w - eta m.
// Ginsburg et al. (2019), algorithm 1; defaults as for ResNet-50 there.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct NovoGrad : slalom::Optimizer<Real> {
  const Real beta1 = this->beta1_setting(0.95), beta2 = this->beta2_setting(0.98), epsilon = this->epsilon_setting();
  const Real decay = this->weight_decay_setting();
  const std::vector<slalom::Part> layers = this->parts();
  std::vector<double> v = std::vector<double>(layers.size());
  slalom::Vector<Real> m = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b1 = beta1;
    const double b2 = begun ? beta2 : 0;
    begun = true;
    for (std::size_t p = 0; p < layers.size(); ++p) {
      v[p] = b2 * v[p] + (1 - b2) * slalom::squared_norm(layers[p].of(g));
      const Real scale = static_cast<Real>(slalom::ratio(1.0, std::sqrt(v[p]) + epsilon)), lambda = decay;
      for (std::size_t i = layers[p].offset, end = i + layers[p].size(); i < end; ++i) {
        m[i] = b1 * m[i] + scale * g[i] + lambda * w[i];
        w[i] -= eta * m[i];
      }
    }
  }
};
SLALOM_OPTIMIZER(NovoGrad, "novograd", "NovoGrad", "Ginsburg et al. 2019, algorithm 1")
