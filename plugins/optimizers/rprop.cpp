// Rprop: every number of w has a step size of its own, which grows by eta+ while the sign of its gradient stays and
// shrinks by eta- when it turns; w <- w - sign(g) d. After a turn the gradient counts as 0 once (iRprop-).
// Riedmiller and Braun (1993); Igel and Huesken (2000), section 2. The learning rate is the first step size.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Rprop : slalom::Optimizer<Real> {
  const Real shrink = this->setting("eta_minus", 0.5, slalom::above(0).below(1), "factor after a turn");
  const Real grow = this->setting("eta_plus", 1.2, slalom::at_least(1), "factor while the sign stays");
  const Real least = this->setting("step_minimum", 1e-6, slalom::above(0), "smallest step size");
  const Real most = this->setting("step_maximum", 50.0, slalom::above(0), "largest step size");
  slalom::Vector<Real> d = this->zeros(), before = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (!begun) std::fill(d.begin(), d.end(), eta);
    begun = eta > 0;
    if (!begun) return;
    const Real minus = shrink, plus = grow, low = least, high = most;
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      const Real agree = slalom::sign(g[i]) * slalom::sign(before[i]), now = agree < 0 ? 0 : g[i];
      d[i] = std::min(std::max(d[i] * (agree > 0 ? plus : agree < 0 ? minus : 1), low), high);
      w[i] -= slalom::sign(now) * d[i];
      before[i] = now;
    }
  }
};
SLALOM_OPTIMIZER(Rprop, "rprop", "Resilient propagation", "Riedmiller & Braun 1993; Igel & Huesken 2000, iRprop-")
