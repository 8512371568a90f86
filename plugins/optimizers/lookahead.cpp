// Lookahead: after every k steps of the inner optimizer the slow weights follow, and the fast ones restart from them:
// s <- s + alpha (w - s),  w <- s.   Zhang, Lucas, Hinton and Ba (2019), algorithm 1. It is evaluated at the fast
// weights.
#include <slalom/wrapper.hpp>

template <class Real>
struct Lookahead : slalom::Wrapper<Real> {
  const Real alpha =
      this->setting("alpha", 0.5, slalom::above(0).up_to(1).search(0.2, 0.9), "step of the slow weights");
  const std::int64_t period =
      this->setting("period", 5, slalom::at_least(1).search(3, 20), "k: fast steps for a slow one");
  slalom::Vector<Real> s = this->zeros(), fast = this->zeros();
  std::int64_t k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    if (k == 0) std::ranges::copy(w, s.begin());
    this->inner.step(f, w, eta);
    if (++k % period != 0) return;
    const Real back = 1 - alpha;  // at alpha = 1 w stays where it is, to the bit
    for (std::size_t i = 0; i < w.size(); ++i) {
      fast[i] = w[i];
      w[i] = s[i] = w[i] + back * (s[i] - w[i]);
    }
    this->inner.moved(fast, w);
  }
  void moved(std::span<const Real> from, std::span<const Real> to) {
    for (std::size_t i = 0; i < s.size(); ++i) s[i] += to[i] - from[i];
    this->inner.moved(from, to);
  }
};
SLALOM_OPTIMIZER(Lookahead, "lookahead", "Slow weights that follow the inner optimizer's",
                 "Zhang et al. 2019, algorithm 1")
