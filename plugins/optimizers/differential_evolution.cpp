// Differential evolution, DE/rand/1/bin: for each member x of a population, v = a + F (b - c) from three others; the
// trial takes each number from v with probability CR, one at least, and replaces x if it is not worse. w is the best
// member. Where batches change, a trial is compared with its member on one batch after another until it is clear which
// is better, and w is the mean of all. Storn and Price (1997), section 2; F = 0.5, CR = 0.9 as there. The population
// begins around w, its first step.
#include "population.hpp"

#include <slalom/duel.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct DifferentialEvolution : slalom::Optimizer<Real> {
  const std::int64_t wanted =
      this->setting("population", 0, slalom::at_least(0), "members, 4 at least; 0: 10 for each variable, 100 at most");
  const double factor = this->setting("factor", 0.5, slalom::in(0, 2).search(0.3, 1), "F: length of differences");
  const double crossover =
      this->setting("crossover", 0.9, slalom::in(0, 1).search(0, 1), "CR: share of numbers that change");
  const double spread =
      this->setting("spread", 1.0, slalom::above(0).log_search(0.01, 10), "of the population at first");
  const std::size_t members = std::max<std::size_t>(
      4, wanted > 0 ? static_cast<std::size_t>(wanted) : std::min<std::size_t>(100, 10 * this->size()));
  std::vector<slalom::Vector<Real>> x = std::vector<slalom::Vector<Real>>(members, this->zeros());
  slalom::Generation<Real> trials{this->context(), members};
  std::vector<double> value = std::vector<double>(members);
  std::vector<slalom::Duel> duels = std::vector<slalom::Duel>(members);
  std::vector<char> decided = std::vector<char>(members, 1);  // the member's duel with its trial
  std::size_t best = 0;
  bool begun = false, averaged = false, known = true;  // the best one's value

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    averaged = !f.batch().empty();
    !begun ? begin(f, w) : averaged ? race(f) : evolve(f);
    begun = known = true;
    best = static_cast<std::size_t>(std::ranges::min_element(value) - value.begin());
    if (averaged)
      mean_of(x, w);
    else
      std::ranges::copy(x[best], w.begin());
  }
  void moved(std::span<const Real> before, std::span<const Real> to) {
    if (averaged) {
      move_along(x, before, to);
      return move_along(trials, before, to);
    }
    std::ranges::copy(to, x[best].begin());
    known = false;
  }

  void begin(slalom::Oracle<Real>& f, std::span<const Real> w) {
    for (std::size_t k = 0; k < members; ++k)
      for (std::size_t i = 0; i < w.size(); ++i)
        trials[k][i] = k == 0 ? w[i] : w[i] + static_cast<Real>(spread * this->random().normal());
    const auto values = trials.evaluate(f);
    for (std::size_t k = 0; k < members; ++k) take_trial(k, values[k]);
  }

  void evolve(slalom::Oracle<Real>& f) {
    if (!known) value[best] = f.value(x[best]);
    const auto [least, most] = std::ranges::minmax(value);
    const bool flat = least == most;  // then all are kept: nothing would hold them together
    for (std::size_t k = 0; k < members; ++k) make_trial(k);
    const auto values = trials.evaluate(f);
    for (std::size_t k = 0; k < members; ++k)
      if (values[k] < value[k] || (values[k] == value[k] && !flat)) take_trial(k, values[k]);
  }

  void race(slalom::Oracle<Real>& f) {
    for (std::size_t k = 0; k < members; ++k) {
      if (decided[k]) make_trial(k);
      value[k] = f.value(x[k]);
      decided[k] = duels[k].add(f.value(trials[k]), value[k], true);
      if (decided[k] && duels[k].difference() < 0) take_trial(k, value[k]);
    }
  }

  void take_trial(std::size_t k, double its_value) {
    std::ranges::copy(trials[k], x[k].begin());
    value[k] = its_value;
  }
  void make_trial(std::size_t k) {
    const Real F = static_cast<Real>(factor);
    std::size_t a = k, b = k, c = k;
    while (a == k) a = this->random().below(members);
    while (b == k || b == a) b = this->random().below(members);
    while (c == k || c == a || c == b) c = this->random().below(members);
    const auto sure = this->random().below(x[k].size());
    for (std::size_t i = 0; i < x[k].size(); ++i)
      trials[k][i] = i == sure || this->random().uniform() < crossover ? x[a][i] + F * (x[b][i] - x[c][i]) : x[k][i];
  }
};
SLALOM_OPTIMIZER(DifferentialEvolution, "differential_evolution", "Differential evolution",
                 "Storn & Price 1997, DE/rand/1/bin")
