// A problem that writes down what it is asked, for the tests of tuning.
#include <slalom/optimizer.hpp>
#include <slalom/problem.hpp>

#include <cstdio>

namespace {

template <class Real>
struct Witness : slalom::Problem<Real> {
  const std::string log = this->text("log", "", "the file to write to");

  Witness() {
    this->description.dimension = 1;
    this->description.minimum = 0;
    this->description.metrics = {"test_loss"};
  }
  void start(slalom::Random& random, std::span<Real> w) const {
    random.fill_normal(w);
    note("start", static_cast<double>(w[0]));
  }
  double evaluate(auto&, std::span<const Real> w, const slalom::Batch&, std::span<Real> gradient) const {
    if (!gradient.empty()) gradient[0] = 2 * w[0];
    return static_cast<double>(w[0]) * static_cast<double>(w[0]);
  }
  void measure(auto&, std::span<const Real> w, std::span<double> metrics) const {
    metrics[0] = static_cast<double>(w[0]);
    note("measure", metrics[0]);
  }

 private:
  void note(const char* what, double value) const {
    if (log.empty()) return;
    if (auto* file = std::fopen(log.c_str(), "a")) {
      std::fprintf(file, "%s %.17g\n", what, value);
      std::fclose(file);
    }
  }
};
SLALOM_PROBLEM(Witness, "witness", "Writes down what it is asked", "made for a test")

/// w -= eta g
template <class Real>
struct Descent : slalom::Optimizer<Real> {
  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * g[i];
  }
};
SLALOM_OPTIMIZER(Descent, "descent", "Gradient descent", "made for a test")

}  // namespace
