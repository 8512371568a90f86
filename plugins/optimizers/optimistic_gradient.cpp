// Optimistic gradient descent: w <- w - eta (g + beta (g - h)), h the gradient of the step before.
// Popov (1980); Rakhlin and Sridharan (2013); Daskalakis et al. (2018), eq. 10.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct OptimisticGradient : slalom::Optimizer<Real> {
  const Real optimism =
      this->setting("optimism", 1.0, slalom::at_least(0).search(0, 2), "weight of the gradient's last change");
  slalom::Vector<Real> h = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (!begun) std::ranges::copy(g, h.begin());
    begun = true;
    const Real b = optimism;
    for (std::size_t i = 0; i < w.size(); ++i) {
      w[i] -= eta * (g[i] + b * (g[i] - h[i]));
      h[i] = g[i];
    }
  }
};
SLALOM_OPTIMIZER(OptimisticGradient, "optimistic_gradient", "Optimistic gradient descent",
                 "Popov 1980; Daskalakis et al. 2018, eq. 10")
