// L-BFGS: BFGS from the last `memory` pairs s, y alone, by two loops over them; H begins as s.y / y.y of the newest
// pair. Nocedal (1980); Nocedal and Wright (2006), algorithms 7.4 and 7.5. The step meets the strong Wolfe conditions
// with 1e-3 and 0.9 and is tried at 1, at first at 1 / |g|, as in L-BFGS-B (Zhu et al. 1997).
#include <slalom/line_search.hpp>

template <class Real>
struct LBfgs : slalom::Optimizer<Real> {
  const std::size_t most = static_cast<std::size_t>(
      this->setting("memory", 10, slalom::at_least(1).up_to(1000).search(3, 30), "pairs that are kept"));
  std::vector<slalom::Vector<Real>> s = std::vector<slalom::Vector<Real>>(most, this->zeros()), y = s;
  std::vector<double> rho = std::vector<double>(most), alpha = rho;
  std::size_t kept = 0, next = 0;
  slalom::Vector<Real> g = this->zeros(), d = this->zeros(), change = this->zeros();
  slalom::LineSearch<Real> search{this->size(), {.decrease = 1e-3, .smallest = 0, .largest = 1e10, .resolution = 0.1}};
  double value = 0;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun || !f.batch().empty()) value = f.gradient(w, g);
    begun = true;
    direction();
    std::ranges::copy(g, change.begin());
    const double length = slalom::norm(d);
    if (!(length > 0)) return;
    if (kept == 0)
      for (Real& x : d) x = static_cast<Real>(x / length);
    const double a = search(f, w, d, value, g, 1);
    if (a == 0) {
      kept = 0;  // restart: steepest descent
      return;
    }
    for (std::size_t i = 0; i < w.size(); ++i) {
      d[i] *= static_cast<Real>(a);
      change[i] = g[i] - change[i];
    }
    const double sy = slalom::dot(d, change);
    if (!(sy > 0)) return;  // the pairs that are kept stay as they are
    s[next].swap(d);
    y[next].swap(change);
    rho[next] = 1 / sy;
    next = (next + 1) % most;
    kept = std::min(kept + 1, most);
  }
  void moved(std::span<const Real>, std::span<const Real>) { begun = false; }

  void direction() {
    for (std::size_t i = 0; i < d.size(); ++i) d[i] = -g[i];
    const auto pair = [&](std::size_t age) { return (next + most - 1 - age) % most; };
    const auto add = [&](double factor, const slalom::Vector<Real>& v) {
      for (std::size_t i = 0; i < d.size(); ++i) d[i] += static_cast<Real>(factor) * v[i];
    };
    for (std::size_t age = 0; age < kept; ++age) {
      const auto p = pair(age);
      alpha[p] = rho[p] * slalom::dot(s[p], d);
      add(-alpha[p], y[p]);
    }
    if (kept > 0) {
      const Real scale = static_cast<Real>(1 / (rho[pair(0)] * slalom::squared_norm(y[pair(0)])));
      for (Real& x : d) x *= scale;
    }
    for (std::size_t age = kept; age-- > 0;) {
      const auto p = pair(age);
      add(alpha[p] - rho[p] * slalom::dot(y[p], d), s[p]);
    }
  }
};
SLALOM_OPTIMIZER(LBfgs, "lbfgs", "Limited-memory BFGS", "Nocedal 1980; Nocedal & Wright 2006, algorithm 7.5")
