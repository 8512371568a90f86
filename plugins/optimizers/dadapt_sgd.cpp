// D-Adaptation for SGD: with gamma = d eta / |g_0|: r <- r + gamma g . s,  s <- s + gamma g,
// d <- max(d, 2 r / |s|),  w <- alpha w + (1 - alpha) (w0 - s).
// Defazio and Mishchenko (2023), algorithm 4; alpha = 0.9 as in pytorch_optimizer. The learning rate is a factor, 1
// there.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct DAdaptSgd : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 0.01, 100};
  const Real alpha = this->momentum_setting();
  double d = this->setting("d0", 1e-6, slalom::above(0).log_search(1e-8, 1e-2), "d at the start: below the truth");
  slalom::Vector<Real> s = this->zeros(), start = this->zeros();
  double r = 0, first = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (first == 0) {
      first = slalom::norm(g);
      std::ranges::copy(w, start.begin());
    }
    if (first == 0) return;
    const double gamma = d * eta / first;
    r += gamma * slalom::dot(g, s);
    const Real a = alpha, rate = static_cast<Real>(gamma);
    for (std::size_t i = 0; i < w.size(); ++i) {
      s[i] += rate * g[i];
      w[i] += (1 - a) * (start[i] - s[i] - w[i]);
    }
    const double length = slalom::norm(s);
    if (length > 0) d = std::max(d, 2 * r / length);
  }
  void moved(std::span<const Real> from, std::span<const Real> to) {
    for (std::size_t i = 0; i < to.size(); ++i) start[i] += to[i] - from[i];
  }
};
SLALOM_OPTIMIZER(DAdaptSgd, "dadapt_sgd", "SGD with D-adaptation", "Defazio & Mishchenko 2023, algorithm 4")
