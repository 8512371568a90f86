// Schedule-free SGD: gradients at y (our w), steps of z, the weighted mean x is what counts:
// z <- z - eta g(y),  x <- (1 - c) x + c z with c = eta_max^2 / (sum of eta_max^2),  y <- beta x + (1 - beta) z.
// Defazio et al. (2024), eqs. 3-5; eta_max, the largest rate so far, as in the authors' code.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct ScheduleFreeSgd : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1};
  const Real beta = this->momentum_setting();
  slalom::Vector<Real> z = this->zeros(), x = this->zeros();
  double sum = 0, largest = 0;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (!begun) {
      std::ranges::copy(w, z.begin());
      std::ranges::copy(w, x.begin());
    }
    begun = true;
    largest = std::max(largest, static_cast<double>(eta));
    sum += largest * largest;
    const Real b = beta, c = sum > 0 ? static_cast<Real>(largest * largest / sum) : 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
      z[i] -= eta * g[i];
      x[i] += c * (z[i] - x[i]);
      w[i] = z[i] + b * (x[i] - z[i]);
    }
  }
  void moved(std::span<const Real> from, std::span<const Real> to) {
    for (std::size_t i = 0; i < to.size(); ++i) {
      const Real by = to[i] - from[i];
      z[i] += by;
      x[i] += by;
    }
  }
  void evaluation_point(std::span<const Real>, std::span<Real> point) const { std::ranges::copy(x, point.begin()); }
};
SLALOM_OPTIMIZER(ScheduleFreeSgd, "schedule_free_sgd", "Schedule-free SGD", "Defazio et al. 2024, eqs. 3-5")
