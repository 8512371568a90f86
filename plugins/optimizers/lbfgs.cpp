// L-BFGS: BFGS from the last `memory` pairs s, y alone, by two loops over them; H begins as s.y / y.y of the newest
// pair. Nocedal (1980); Nocedal and Wright (2006), algorithms 7.4 and 7.5. The step meets the strong Wolfe conditions
// with 1e-3 and 0.9 and is tried at 1, at first at 1 / |g|, as in L-BFGS-B (Zhu et al. 1997).
#include <slalom/line_search.hpp>
#include <slalom/pairs.hpp>

template <class Real>
struct LBfgs : slalom::Optimizer<Real> {
  slalom::Pairs<Real> pairs{
      this->size(), static_cast<std::size_t>(this->setting("memory", 10, slalom::at_least(1).up_to(1000).search(3, 30),
                                                           "pairs that are kept"))};
  slalom::Vector<Real> g = this->zeros(), d = this->zeros(), change = this->zeros();
  slalom::LineSearch<Real> search{this->size(), {.decrease = 1e-3, .smallest = 0, .largest = 1e10, .resolution = 0.1}};
  double value = 0;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun || !f.batch().empty()) value = f.gradient(w, g);
    begun = true;
    for (std::size_t i = 0; i < d.size(); ++i) d[i] = -g[i];
    pairs.multiply(d);
    std::ranges::copy(g, change.begin());
    const double length = slalom::norm(d);
    if (!(length > 0)) return;
    if (pairs.empty())
      for (Real& x : d) x = static_cast<Real>(x / length);
    const double a = search(f, w, d, value, g, 1);
    if (a == 0) {
      pairs.clear();  // restart: steepest descent
      return;
    }
    for (std::size_t i = 0; i < w.size(); ++i) {
      d[i] *= static_cast<Real>(a);
      change[i] = g[i] - change[i];
    }
    pairs.add(d, change);
  }
  void moved(std::span<const Real>, std::span<const Real>) { begun = false; }
};
SLALOM_OPTIMIZER(LBfgs, "lbfgs", "Limited-memory BFGS", "Nocedal 1980; Nocedal & Wright 2006, algorithm 7.5")
