// (1+1) evolution strategy: a child w + sigma z, z normal, replaces w if it is not worse; sigma grows by exp(0.8 / d)
// where it is better and shrinks by exp(-0.2 / d) where it is worse, so that it stays where one child in five succeeds;
// d = sqrt(n + 1). Where batches change, parent and child are compared on one batch after another until it is clear
// which is better. Rechenberg (1973), the 1/5 success rule, in the form of Kern et al. (2004), section 2.2.
#include <slalom/duel.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct EvolutionStrategy : slalom::Optimizer<Real> {
  double sigma = this->setting("sigma", 0.3, slalom::above(0).log_search(1e-3, 10), "length of a mutation at first");
  const double damping = std::sqrt(static_cast<double>(this->size()) + 1);
  slalom::Vector<Real> child = this->zeros();
  slalom::Duel duel;
  double value = 0;
  bool begun = false, decided = true;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    const bool batches = !f.batch().empty();
    if (!begun || batches) value = f.value(w);
    begun = true;
    if (decided)
      for (std::size_t i = 0; i < w.size(); ++i) child[i] = w[i] + static_cast<Real>(sigma * this->random().normal());
    const double now = f.value(child);
    decided = duel.add(now, value, batches);
    if (!decided) return;
    const bool success = duel.difference() < 0 || (duel.difference() == 0 && !batches);
    if (duel.difference() != 0) sigma *= std::exp((success ? 0.8 : -0.2) / damping);  // on a plateau it stays
    if (!success) return;
    value = now;
    std::ranges::copy(child, w.begin());
  }
  /// The child goes along.
  void moved(std::span<const Real> before, std::span<const Real> to) {
    for (std::size_t i = 0; i < to.size(); ++i) child[i] += to[i] - before[i];
    begun = false;
  }
};
SLALOM_OPTIMIZER(EvolutionStrategy, "evolution_strategy", "(1+1) evolution strategy",
                 "Rechenberg 1973; Kern et al. 2004, section 2.2; not cross-checked")
