// iRprop+: Rprop that takes a step back where the sign of a gradient has turned and the loss has risen; after a turn
// the gradient counts as 0 once. Both losses are of the same batch.   Igel and Huesken (2003), table 1. The learning
// rate is the first step size.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <limits>

template <class Real>
struct IRpropPlus : slalom::Optimizer<Real> {
  const Real shrink = this->setting("eta_minus", 0.5, slalom::above(0).below(1), "factor after a turn");
  const Real grow = this->setting("eta_plus", 1.2, slalom::at_least(1), "factor while the sign stays");
  const Real least = this->setting("step_minimum", 0.0, slalom::at_least(0), "smallest step size");
  const Real most = this->setting("step_maximum", 50.0, slalom::above(0), "largest step size");
  slalom::Vector<Real> d = this->zeros(), before = this->zeros(), move = this->zeros(), from = this->zeros();
  double last = std::numeric_limits<double>::infinity();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    if (!f.batch().empty() && last < std::numeric_limits<double>::infinity()) {
      f.gradient(from);
      last = f.last_value();
    }
    const auto g = f.gradient(w);
    if (!begun) std::ranges::fill(d, eta);
    begun = eta > 0;
    if (!begun) return;
    const Real undo = f.last_value() > last ? 1 : 0;
    last = f.last_value();
    if (!f.batch().empty()) std::ranges::copy(w, from.begin());
    const Real minus = shrink, plus = grow, low = least, high = most;
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      const Real agree = slalom::sign(g[i]) * slalom::sign(before[i]);
      const bool turned = agree < 0;
      d[i] = turned ? std::max(d[i] * minus, low) : agree > 0 ? std::min(d[i] * plus, high) : d[i];
      move[i] = turned ? -undo * move[i] : -slalom::sign(g[i]) * d[i];
      before[i] = turned ? 0 : g[i];
      w[i] += move[i];
    }
  }
  void moved(std::span<const Real>, std::span<const Real>) { last = std::numeric_limits<double>::infinity(); }
};
SLALOM_OPTIMIZER(IRpropPlus, "irprop_plus", "iRprop+", "Igel & Huesken 2003, table 1; not cross-checked")
