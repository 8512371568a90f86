// Gradient descent with Armijo's rule: the step size begins at `increase` times the last one (1 at first, at most
// eta) and shrinks by `decrease` until f(w - a g) <= f(w) - c a |g|^2.
// Armijo (1966); Nocedal and Wright (2006), algorithm 3.1; growing and defaults as in optax.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Backtracking : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 1e-3, 100};
  const double c = this->setting("c", 1e-4, slalom::at_least(0).below(1).log_search(1e-5, 0.5), "part of the decrease");
  const double shrink = this->setting("decrease", 0.8, slalom::above(0).below(1).search(0.2, 0.9), "factor of a retry");
  const double grow = this->setting("increase", 1.5, slalom::at_least(1).search(1, 3), "factor between steps");
  slalom::Vector<Real> g = this->zeros(), point = this->zeros();
  double a = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const double value = f.gradient(w, g), slope = slalom::squared_norm(g);
    if (!(eta > 0)) return;  // a would be 0 for good
    a = std::min(grow * a, static_cast<double>(eta));
    for (int tries = 0; tries < 100; ++tries) {
      const Real rate = static_cast<Real>(a);
      for (std::size_t i = 0; i < w.size(); ++i) point[i] = w[i] - rate * g[i];
      if (f.value(point) <= value - c * a * slope) {
        std::ranges::copy(point, w.begin());
        return;
      }
      a *= shrink;
    }
  }
};
SLALOM_OPTIMIZER(Backtracking, "backtracking", "Gradient descent with backtracking",
                 "Armijo 1966; Nocedal & Wright 2006, algorithm 3.1")
