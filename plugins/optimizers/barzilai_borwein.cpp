// Gradient descent with the step size of Barzilai and Borwein (1988): with s and y the last change of w and g,
// w <- w - a g, a = s.s / s.y (long) or s.y / y.y (short). The first step, and any with s.y <= 0, has a = eta.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

template <class Real>
struct BarzilaiBorwein : slalom::Optimizer<Real> {
  const bool is_long = this->choice("step", {"long", "short"}, "s.s / s.y or s.y / y.y") == "long";
  slalom::Vector<Real> s = this->zeros(), y = this->zeros();  // between steps: w and g of the last one
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (std::size_t i = 0; i < w.size(); ++i) {
      s[i] = w[i] - s[i];
      y[i] = g[i] - y[i];
    }
    const double sy = slalom::dot(s, y);
    double a = eta;
    if (begun && sy > 0) a = is_long ? slalom::squared_norm(s) / sy : sy / slalom::squared_norm(y);
    begun = true;
    const Real rate = static_cast<Real>(a);
    for (std::size_t i = 0; i < w.size(); ++i) {
      s[i] = w[i];
      y[i] = g[i];
      w[i] -= rate * g[i];
    }
  }
};
SLALOM_OPTIMIZER(BarzilaiBorwein, "barzilai_borwein", "Gradient descent with Barzilai-Borwein steps",
                 "Barzilai & Borwein 1988, eqs. 5-6; not cross-checked")
