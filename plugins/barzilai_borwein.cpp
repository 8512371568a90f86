// Gradient descent with the step size of Barzilai and Borwein (1988): with s and y the last change of w and g,
// w <- w - a g, a = s.s / s.y (long) or s.y / y.y (short). The first step, and any with s.y <= 0, has a = eta.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

template <class Real>
struct BarzilaiBorwein : slalom::Optimizer<Real> {
  const bool is_long = this->choice("step", {"long", "short"}, "s.s / s.y or s.y / y.y") == "long";
  slalom::Vector<Real> w_before = this->zeros(), g_before = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    double ss = 0, sy = 0, yy = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
      const double s = w[i] - w_before[i], y = g[i] - g_before[i];
      ss += s * s;
      sy += s * y;
      yy += y * y;
      w_before[i] = w[i];
      g_before[i] = g[i];
    }
    const Real a = begun && sy > 0 ? static_cast<Real>(is_long ? ss / sy : sy / yy) : eta;
    begun = true;
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= a * g[i];
  }
};
SLALOM_OPTIMIZER(BarzilaiBorwein, "barzilai_borwein", "Gradient descent with Barzilai-Borwein steps",
                 "Barzilai & Borwein 1988, eqs. 5-6; not cross-checked")
