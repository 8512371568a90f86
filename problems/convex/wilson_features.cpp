// f(w) = mean_i 1/2 (w.x_i - y_i)^2,  y_i = 1 or -1;  x_i = (y_i, 1, 1, features that only example i has): 1 if y_i =
// 1, 5 if y_i = -1.   Wilson et al. (2017), section 3.3. Every method can fit the training examples. Gradient descent
// learns from the first feature and classifies all new examples rightly; adaptive methods give every feature the same
// weight and call all new ones positive.
#include <slalom/problem.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct WilsonFeatures : slalom::Problem<Real> {
  const std::size_t examples =
      static_cast<std::size_t>(this->setting("examples", 60, slalom::at_least(1), "number of training examples"));
  const double positive = this->setting("positive", 0.6, slalom::in(0, 1), "fraction of examples with y = 1");
  struct Example {
    Real y;
    std::size_t first, count;  // its own features in w
  };
  std::vector<Example> data;

  WilsonFeatures() {
    std::size_t n = 3;
    for (std::size_t i = 0; i < examples; ++i) {
      // Spread evenly: the k-th positive example comes where the share has grown by one.
      const auto before = std::floor(static_cast<double>(i) * positive + 0.5);
      const bool is_positive = std::floor(static_cast<double>(i + 1) * positive + 0.5) > before;
      data.push_back({is_positive ? Real(1) : Real(-1), n, is_positive ? 1U : 5U});
      n += data.back().count;
    }
    this->description.dimension = n;
    this->description.examples = examples;
    this->description.minimum = 0;
    this->description.metrics = {"test_accuracy"};
  }

  void start(slalom::Random&, std::span<Real> w) const { std::ranges::fill(w, Real(0)); }

  double evaluate(auto&, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    std::ranges::fill(gradient, Real(0));
    const Real share = 1 / static_cast<Real>(batch.size());
    double sum = 0;
    for (std::size_t k = 0; k < batch.size(); ++k) {
      const auto& example = data[batch[k]];
      const Real error = score(example, w) - example.y;
      sum += static_cast<double>(error * error);
      if (!gradient.empty()) add(example, share * error, gradient);
    }
    return sum / 2 / static_cast<double>(batch.size());
  }

  void hessian_vector(auto&, std::span<const Real>, const slalom::Batch& batch, std::span<const Real> v,
                      std::span<Real> hv) const {
    std::ranges::fill(hv, Real(0));
    const Real share = 1 / static_cast<Real>(batch.size());
    for (std::size_t k = 0; k < batch.size(); ++k) add(data[batch[k]], share * score(data[batch[k]], v), hv);
  }

  /// New examples have features of their own, which training has left at their start, 0.
  void measure(auto&, std::span<const Real> w, std::span<double> metrics) const {
    const Real always = w[1] + w[2];
    metrics[0] = positive * (w[0] + always > 0) + (1 - positive) * (-w[0] + always < 0);
  }

 private:
  static Real score(const Example& example, std::span<const Real> w) {
    Real sum = example.y * w[0] + w[1] + w[2];
    for (std::size_t j = 0; j < example.count; ++j) sum += w[example.first + j];
    return sum;
  }
  /// sum += t x
  static void add(const Example& example, Real t, std::span<Real> sum) {
    sum[0] += t * example.y;
    sum[1] += t;
    sum[2] += t;
    for (std::size_t j = 0; j < example.count; ++j) sum[example.first + j] += t;
  }
};
SLALOM_PROBLEM(WilsonFeatures, "wilson_features", "Where adaptive methods generalize badly",
               "Wilson et al. 2017, section 3.3")
