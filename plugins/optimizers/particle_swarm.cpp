// Particle swarm: each particle has a velocity, v <- a v + c1 r1 (own best - x) + c2 r2 (best of all - x),  x <- x + v,
// with r1, r2 uniform in (0, 1), drawn for each component. w is the best of all.
// Kennedy and Eberhart (1995); a: Shi and Eberhart (1998); a = 0.7298, c1 = c2 = 1.49618 from Clerc and Kennedy (2002).
// The swarm begins around w, at rest; its first step only evaluates it. Where batches change, a position is compared
// with the particle's best one on one batch after another until it is clear which is better, and w is the mean of the
// best ones.
#include "population.hpp"

#include <slalom/duel.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <limits>

template <class Real>
struct ParticleSwarm : slalom::Optimizer<Real> {
  const std::int64_t wanted = this->setting("particles", 20, slalom::at_least(1).up_to(10000), "how many");
  const double inertia = this->setting("inertia", 0.7298, slalom::in(0, 1).search(0.4, 0.9), "a");
  const double own = this->setting("own", 1.49618, slalom::at_least(0).search(0.5, 2.5), "c1: pull to its own best");
  const double common = this->setting("common", 1.49618, slalom::at_least(0).search(0.5, 2.5), "c2: pull to the best");
  const double spread = this->setting("spread", 1.0, slalom::above(0).log_search(0.01, 10), "of the swarm at first");
  const std::size_t particles = static_cast<std::size_t>(wanted);
  slalom::Generation<Real> x{this->context(), particles};
  std::vector<slalom::Vector<Real>> v = std::vector<slalom::Vector<Real>>(particles, this->zeros()), best = v,
                                    candidate = v;  // to be the best one
  std::vector<double> value = std::vector<double>(particles, std::numeric_limits<double>::infinity());
  std::vector<slalom::Duel> duels = std::vector<slalom::Duel>(particles);
  std::vector<char> decided = std::vector<char>(particles, 1);  // the candidate's duel with the best one
  std::size_t leader = 0;
  bool begun = false, averaged = false, known = true;  // the leader's value

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    for (std::size_t k = 0; k < particles; ++k)
      for (std::size_t i = 0; i < w.size(); ++i) {
        if (!begun) {
          x[k][i] = k == 0 ? w[i] : w[i] + static_cast<Real>(spread * this->random().normal());
          continue;
        }
        const double to_own = best[k][i] - x[k][i], to_common = best[leader][i] - x[k][i];
        v[k][i] = static_cast<Real>(inertia * v[k][i] + own * this->random().uniform() * to_own +
                                    common * this->random().uniform() * to_common);
        x[k][i] += v[k][i];
      }
    averaged = !f.batch().empty();
    begun&& averaged ? race(f) : take_better(f);
    begun = known = true;
    leader = static_cast<std::size_t>(std::ranges::min_element(value) - value.begin());
    if (averaged)
      mean_of(best, w);
    else
      std::ranges::copy(best[leader], w.begin());
  }

  void take_better(slalom::Oracle<Real>& f) {
    if (!known) value[leader] = f.value(best[leader]);
    const auto values = x.evaluate(f);
    for (std::size_t k = 0; k < particles; ++k) {
      if (!(values[k] < value[k])) continue;
      value[k] = values[k];
      std::ranges::copy(x[k], best[k].begin());
    }
  }

  void race(slalom::Oracle<Real>& f) {
    for (std::size_t k = 0; k < particles; ++k) {
      if (decided[k]) std::ranges::copy(x[k], candidate[k].begin());
      value[k] = f.value(best[k]);
      decided[k] = duels[k].add(f.value(candidate[k]), value[k], true);
      if (decided[k] && duels[k].difference() < 0) std::ranges::copy(candidate[k], best[k].begin());
    }
  }
  void moved(std::span<const Real> before, std::span<const Real> to) {
    if (averaged) {
      move_along(x, before, to);
      move_along(candidate, before, to);
      return move_along(best, before, to);
    }
    std::ranges::copy(to, best[leader].begin());
    known = false;
  }
};
SLALOM_OPTIMIZER(ParticleSwarm, "particle_swarm", "Particle swarm", "Kennedy & Eberhart 1995; Clerc & Kennedy 2002")
