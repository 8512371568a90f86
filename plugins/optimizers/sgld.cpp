// Stochastic gradient Langevin dynamics: w <- w - eta g + sqrt(2 eta T / N) z, z normal. At a small eta w comes to be
// distributed as exp(-N f / T): with T = 1 and f the mean loss, a sample of the posterior.
// Welling and Teh (2011), eq. 4, where our eta is their epsilon N / 2 and T = 1. The default is colder, to minimize.
#include <slalom/optimizer.hpp>

#include <cmath>

template <class Real>
struct Sgld : slalom::Optimizer<Real> {
  const double temperature = this->setting("temperature", 0.1, slalom::at_least(0).log_search(1e-4, 1), "T");

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const double noise = std::sqrt(2 * eta * temperature / static_cast<double>(f.examples()));
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * g[i] - static_cast<Real>(noise * this->random().normal());
  }
};
SLALOM_OPTIMIZER(Sgld, "sgld", "Stochastic gradient Langevin dynamics", "Welling & Teh 2011, eq. 4; not cross-checked")
