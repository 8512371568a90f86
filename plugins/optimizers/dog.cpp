// DoG (distance over gradients): w <- w - eta r / sqrt(s + eps) g with r the largest distance from the start so far and
// s the sum of |g|^2; at first r = 1e-6 (1 + |w|).   Ivgi, Hinder and Carmon (2023), eq. DoG. The learning rate is a
// factor, 1 in the paper.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct DoG : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 0.01, 100};
  const double first = this->setting("first_distance", 1e-6, slalom::above(0).log_search(1e-8, 1e-2),
                                     "r at the start, relative to 1 + |w|");
  const double epsilon = this->epsilon_setting();
  slalom::Vector<Real> start = this->zeros();
  double r = 0, s = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (r == 0) {
      std::ranges::copy(w, start.begin());
      r = first * (1 + slalom::norm(w));
    }
    r = std::max(r, slalom::distance(w, start));
    s += slalom::squared_norm(g);
    const Real rate = static_cast<Real>(slalom::ratio(eta * r, std::sqrt(s + epsilon)));
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * g[i];
  }
};
SLALOM_OPTIMIZER(DoG, "dog", "Distance over gradients", "Ivgi, Hinder & Carmon 2023, eq. DoG")
