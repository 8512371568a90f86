// SGD with noise that fades: w <- w - eta (g + z), each z normal with variance s / (1 + k)^gamma in step k = 0, 1, ...
// Neelakantan et al. (2015), eqs. 1 and 2; s = 0.01 and gamma = 0.55 as there.
#include <slalom/optimizer.hpp>

#include <cmath>

template <class Real>
struct NoisySgd : slalom::Optimizer<Real> {
  const double s = this->setting("variance", 0.01, slalom::at_least(0).log_search(1e-4, 1), "of the noise at first");
  const double gamma = this->setting("gamma", 0.55, slalom::at_least(0).search(0, 1), "how fast the noise fades");
  double k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const double noise = std::sqrt(s / std::pow(1 + k, gamma));
    k += 1;
    for (std::size_t i = 0; i < w.size(); ++i)
      w[i] -= eta * (g[i] + static_cast<Real>(noise * this->random().normal()));
  }
};
SLALOM_OPTIMIZER(NoisySgd, "noisy_sgd", "SGD with fading noise", "Neelakantan et al. 2015, eqs. 1-2; not cross-checked")
