// Averaged SGD: w <- (1 - lambda eta_k) w - eta_k g with eta_k = eta / (1 + lambda eta k)^alpha; from step t0 on the
// mean of the iterates is what counts.   Polyak and Juditsky (1992); Bottou (2012), section 4.3.
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Asgd : slalom::Optimizer<Real> {
  const double lambda = this->setting("lambda", 1e-4, slalom::at_least(0), "weight decay, and how fast eta falls");
  const double power = this->setting("power", 0.75, slalom::at_least(0), "alpha: the power by which eta falls");
  const double from = this->setting("average_from", 1e6, slalom::at_least(0), "t0: the step where averaging begins");
  const double decay =
      this->setting("weight_decay", 0.0, slalom::at_least(0), "a further decay, of which eta knows nothing");
  slalom::Vector<Real> mean = this->zeros();
  double k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real rate = static_cast<Real>(eta / std::pow(1 + lambda * eta * k, power));
    const Real kept = static_cast<Real>(1 - (lambda + decay) * rate),
               weight = static_cast<Real>(1 / std::max(1.0, k - from));
    for (std::size_t i = 0; i < w.size(); ++i) {
      w[i] = kept * w[i] - rate * g[i];
      mean[i] += weight * (w[i] - mean[i]);
    }
    k += 1;
  }
  void evaluation_point(std::span<const Real> w, std::span<Real> point) const {
    std::copy_n(k <= from ? w.data() : mean.data(), w.size(), point.data());
  }
};
SLALOM_OPTIMIZER(Asgd, "asgd", "Averaged stochastic gradient descent",
                 "Polyak & Juditsky 1992; Bottou 2012, section 4.3")
