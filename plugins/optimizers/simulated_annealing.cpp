// Simulated annealing: a neighbour w + sigma z, z normal, is taken if it is better, else with probability exp(-rise /
// T), and T <- alpha T.   Metropolis et al. (1953); Kirkpatrick, Gelatt and Vecchi (1983). The best point so far is
// judged. Where batches change, a neighbour is compared with w, and a point of the way with the best one, on one batch
// after another until it is clear which is better.
#include <slalom/duel.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct SimulatedAnnealing : slalom::Optimizer<Real> {
  const double sigma = this->setting("sigma", 0.1, slalom::above(0).log_search(1e-3, 10), "length of a move");
  double T = this->setting("temperature", 1.0, slalom::at_least(0).log_search(1e-3, 100), "T at first");
  const double cooling = this->setting("cooling", 0.999, slalom::above(0).up_to(1).search(0.99, 0.9999), "alpha");
  slalom::Vector<Real> neighbour = this->zeros(), best = this->zeros();
  slalom::Vector<Real> candidate = this->zeros();  // to be the best one
  slalom::Duel for_w, for_best;
  double value = 0, best_value = 0;
  int victories = 0;  // of the candidate
  bool begun = false, known = false, decided = true, best_decided = true;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    f.batch().empty() ? move(f, w) : race(f, w);
    T *= cooling;
  }

  void move(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!known) value = f.value(w);
    if (!begun || value < best_value) keep(w);
    begun = known = true;
    draw(w);
    const double now = f.value(neighbour);
    if (accepts(now - value)) {
      std::ranges::copy(neighbour, w.begin());
      value = now;
    }
    if (value < best_value) keep(w);
  }

  void race(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun) keep(w);
    begun = true;
    if (decided) draw(w);
    const double here = f.value(w);
    if (victories == 0 && best_decided) std::ranges::copy(w, candidate.begin());
    best_decided = for_best.add(f.value(candidate), f.value(best), true);
    if (best_decided) victories = for_best.difference() < 0 ? victories + 1 : 0;
    if (victories == 2) {  // there are many candidates: one of them may win by luck
      keep(candidate);
      victories = 0;
    }
    decided = for_w.add(f.value(neighbour), here, true);
    if (decided && accepts(for_w.difference())) std::ranges::copy(neighbour, w.begin());
  }

  void draw(std::span<const Real> w) {
    for (std::size_t i = 0; i < w.size(); ++i) neighbour[i] = w[i] + static_cast<Real>(sigma * this->random().normal());
  }
  bool accepts(double rise) {
    const double chance = this->random().uniform();
    return rise <= 0 || (T > 0 && chance < std::exp(-rise / T));
  }
  void keep(std::span<const Real> w) {
    best_value = value;
    std::ranges::copy(w, best.begin());
  }
  void moved(std::span<const Real> before, std::span<const Real> to) {
    for (std::size_t i = 0; i < to.size(); ++i) neighbour[i] += to[i] - before[i];
    known = false;
  }
  void evaluation_point(std::span<const Real>, std::span<Real> point) const { std::ranges::copy(best, point.begin()); }
};
SLALOM_OPTIMIZER(SimulatedAnnealing, "simulated_annealing", "Simulated annealing",
                 "Kirkpatrick, Gelatt & Vecchi 1983; not cross-checked")
