// Declares a search that gives 0 times infinity.
#include <slalom/optimizer.hpp>

template <class Real>
struct SearchesFromZero : slalom::Optimizer<Real> {
  const Real decay = this->setting("decay", 0.5, slalom::in(0, 1).log_search(0, 1), "of what");
  void step(slalom::Oracle<Real>&, std::span<Real>) {}
};
SLALOM_OPTIMIZER(SearchesFromZero, "searches_from_zero", "A fault on purpose", "test")
