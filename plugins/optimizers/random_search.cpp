// Random search: points start + sigma z, z normal, each on its own; w is the best so far. The yardstick for all others.
// Brooks (1958).
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct RandomSearch : slalom::Optimizer<Real> {
  const double sigma = this->setting("sigma", 1.0, slalom::above(0).log_search(0.01, 10), "spread around the start");
  slalom::Vector<Real> start = this->zeros(), point = this->zeros();
  double best = 0;
  bool begun = false, known = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun) std::ranges::copy(w, start.begin());
    if (!known || !f.batch().empty()) best = f.value(w);
    begun = known = true;
    for (std::size_t i = 0; i < w.size(); ++i) point[i] = start[i] + static_cast<Real>(sigma * this->random().normal());
    const double now = f.value(point);
    if (!(now < best)) return;
    best = now;
    std::ranges::copy(point, w.begin());
  }
  void moved(std::span<const Real>, std::span<const Real>) { known = false; }
};
SLALOM_OPTIMIZER(RandomSearch, "random_search", "Random search", "Brooks 1958; not cross-checked")
