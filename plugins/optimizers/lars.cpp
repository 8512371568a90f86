// LARS: for each tensor apart, rate = eta c |w| / (|g| + lambda |w|),
// u <- alpha u + rate (g + lambda w),  w <- w - u.   You, Gitman and Ginsburg (2017), algorithm 1; c = 0.001 as there.
// Where |w| or |g| is 0 the rate is eta. optax and others have |g + lambda w| in place of the sum of two lengths.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

template <class Real>
struct Lars : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 1e-3, 100};
  const Real alpha = this->momentum_setting();
  const Real trust = this->setting("trust", 0.001, slalom::above(0).log_search(1e-4, 1),
                                   "length of a step as a fraction of that of w");
  const Real decay = this->weight_decay_setting();
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> u = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (const auto& layer : layers) {
      const double length = slalom::norm(layer.of(w)), slope = slalom::norm(layer.of(g));
      const Real a = alpha, lambda = decay;
      const Real rate =
          length > 0 && slope > 0 ? static_cast<Real>(eta * trust * length / (slope + lambda * length)) : eta;
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) {
        u[i] = a * u[i] + rate * (g[i] + lambda * w[i]);
        w[i] -= u[i];
      }
    }
  }
};
SLALOM_OPTIMIZER(Lars, "lars", "LARS (layerwise adaptive rates)", "You, Gitman & Ginsburg 2017, algorithm 1")
