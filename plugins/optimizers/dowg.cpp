// DoWG (distance over weighted gradients): w <- w - eta r^2 / (sqrt(v) + eps) g with r the largest distance from the
// start so far, r^2 = 1e-4 at first, and v the sum of r^2 |g|^2.
// Khaled, Mishchenko and Jin (2023), algorithm 1; eps = 1e-4 as in optax. The learning rate is a factor, 1 in the
// paper.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct DoWG : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 0.01, 100};
  const double first =
      this->setting("first_squared_distance", 1e-4, slalom::above(0).log_search(1e-8, 1), "r^2 at the start");
  const double epsilon = this->epsilon_setting(1e-4);
  slalom::Vector<Real> start = this->zeros();
  double r2 = 0, v = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (r2 == 0) {
      std::ranges::copy(w, start.begin());
      r2 = first;
    }
    const double d = slalom::distance(w, start);
    r2 = std::max(r2, d * d);
    v += r2 * slalom::squared_norm(g);
    const Real rate = static_cast<Real>(slalom::ratio(eta * r2, std::sqrt(v) + epsilon));
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * g[i];
  }
};
SLALOM_OPTIMIZER(DoWG, "dowg", "Distance over weighted gradients", "Khaled, Mishchenko & Jin 2023, algorithm 1")
