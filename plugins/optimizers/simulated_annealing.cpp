// Simulated annealing: a neighbour w + sigma z, z normal, is taken if it is better, else with probability exp(-rise /
// T), and T <- alpha T.   Metropolis et al. (1953); Kirkpatrick, Gelatt and Vecchi (1983). The best point so far is
// judged.
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct SimulatedAnnealing : slalom::Optimizer<Real> {
  const double sigma = this->setting("sigma", 0.1, slalom::above(0).log_search(1e-3, 10), "length of a move");
  double T = this->setting("temperature", 1.0, slalom::at_least(0).log_search(1e-3, 100), "T at first");
  const double cooling = this->setting("cooling", 0.999, slalom::above(0).up_to(1).search(0.99, 0.9999), "alpha");
  slalom::Vector<Real> neighbour = this->zeros(), best = this->zeros();
  double value = 0, best_value = 0;
  bool begun = false, known = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    const bool other_batch = !f.batch().empty();
    if (!known || other_batch) value = f.value(w);
    if (begun && other_batch) best_value = f.value(best);
    if (!begun || value < best_value) keep(w);
    begun = known = true;
    for (std::size_t i = 0; i < w.size(); ++i) neighbour[i] = w[i] + static_cast<Real>(sigma * this->random().normal());
    const double now = f.value(neighbour), chance = this->random().uniform();
    if (now <= value || (T > 0 && chance < std::exp((value - now) / T))) {
      std::ranges::copy(neighbour, w.begin());
      value = now;
    }
    T *= cooling;
    if (value < best_value) keep(w);
  }
  void keep(std::span<const Real> w) {
    best_value = value;
    std::ranges::copy(w, best.begin());
  }
  void moved(std::span<const Real>, std::span<const Real>) { known = false; }
  void evaluation_point(std::span<const Real>, std::span<Real> point) const { std::ranges::copy(best, point.begin()); }
};
SLALOM_OPTIMIZER(SimulatedAnnealing, "simulated_annealing", "Simulated annealing",
                 "Kirkpatrick, Gelatt & Vecchi 1983; not cross-checked")
