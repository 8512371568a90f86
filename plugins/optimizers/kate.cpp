// KATE: AdaGrad without the root, invariant to the scale of the data: b <- b + g^2 + eps,
// s <- s + delta g^2 + g^2 / b,  w <- w - eta sqrt(s) g / b.
// Choudhury et al. (2024), algorithm 1; eps as in the authors' code.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

template <class Real>
struct Kate : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real delta = this->setting("delta", 0.0, slalom::at_least(0), "weight of g^2 in the numerator");
  const Real epsilon = this->epsilon_setting();
  slalom::Vector<double> b = slalom::Vector<double>(this->size()), s = b;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const double eps = epsilon, d = delta;
    for (std::size_t i = 0; i < w.size(); ++i) {
      const double slope = g[i], square = slope * slope;
      b[i] += square + eps;
      s[i] += d * square + slalom::ratio(square, b[i]);
      w[i] -= static_cast<Real>(slalom::ratio(eta * std::sqrt(s[i]) * slope, b[i]));
    }
  }
};
SLALOM_OPTIMIZER(Kate, "kate", "KATE (AdaGrad without the root)", "Choudhury et al. 2024, algorithm 1")
