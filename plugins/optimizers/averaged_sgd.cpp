// SGD evaluated at the mean of its iterates: w <- w - eta g,  the mean of w_1 ... w_k counts.
// Polyak and Juditsky (1992); Ruppert (1988).
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct AveragedSgd : slalom::Optimizer<Real> {
  slalom::Vector<Real> mean = this->zeros();
  double k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    k += 1;
    const Real weight = static_cast<Real>(1 / k);
    for (std::size_t i = 0; i < w.size(); ++i) {
      w[i] -= eta * g[i];
      mean[i] += weight * (w[i] - mean[i]);
    }
  }
  void evaluation_point(std::span<const Real>, std::span<Real> point) const { std::ranges::copy(mean, point.begin()); }
};
SLALOM_OPTIMIZER(AveragedSgd, "averaged_sgd", "SGD with averaged iterates", "Polyak & Juditsky 1992; Ruppert 1988")
