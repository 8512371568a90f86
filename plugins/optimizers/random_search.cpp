// Random search: points start + sigma z, z normal, each on its own; w is the best so far. The yardstick for all others.
// Where batches change, a point is compared with w on one batch after another until it is clear which is better.
// Brooks (1958).
#include <slalom/duel.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct RandomSearch : slalom::Optimizer<Real> {
  const double sigma = this->setting("sigma", 1.0, slalom::above(0).log_search(0.01, 10), "spread around the start");
  slalom::Vector<Real> start = this->zeros(), point = this->zeros();
  slalom::Duel duel;
  double best = 0;
  bool begun = false, known = false, decided = true;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    const bool batches = !f.batch().empty();
    if (!begun) std::ranges::copy(w, start.begin());
    if (!known || batches) best = f.value(w);
    begun = known = true;
    if (decided)
      for (std::size_t i = 0; i < w.size(); ++i)
        point[i] = start[i] + static_cast<Real>(sigma * this->random().normal());
    const double now = f.value(point);
    decided = duel.add(now, best, batches);
    if (!decided || !(duel.difference() < 0)) return;
    best = now;
    std::ranges::copy(point, w.begin());
  }
  void moved(std::span<const Real> before, std::span<const Real> to) {
    if (std::ranges::equal(before, to)) return;
    known = false;
    duel = {};
  }
};
SLALOM_OPTIMIZER(RandomSearch, "random_search", "Random search", "Brooks 1958; not cross-checked")
