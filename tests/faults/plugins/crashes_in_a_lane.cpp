// A problem that crashes, or fails, in some runs of those that are stepped together.
#include <slalom/ext/lanes_problem.hpp>

#include <cstdlib>
#include <stdexcept>

template <class Real>
struct CrashesInALane : slalom::Problem<Real> {
  const bool fails = this->setting("fails", false, "it fails instead of crashing");

  CrashesInALane() { this->description.dimension = 1; }
  double evaluate(auto&, std::span<const Real> w, const slalom::Batch&, std::span<Real> gradient) const {
    look(w[0]);
    if (!gradient.empty()) gradient[0] = w[0];
    return static_cast<double>(w[0]) * w[0] / 2;
  }
  bool offers_lanes() const { return true; }
  void lanes(const double* points, std::size_t count, double* gradients, double* values) const {
    for (std::size_t k = 0; k < count; ++k) {
      look(points[k]);
      gradients[k] = points[k];
      values[k] = points[k] * points[k] / 2;
    }
  }
  void start(slalom::Random& random, std::span<Real> w) const { w[0] = static_cast<Real>(random.uniform(1, 4)); }

 private:
  void look(double x) const {
    if (x >= 1) return;
    if (fails) throw std::runtime_error("it is below 1");
    std::abort();
  }
};
template <class Real>
struct CrashesAlone : CrashesInALane<Real> {};
SLALOM_PROBLEM(CrashesAlone, "crashes_alone", "Crashes below 1", "test")
SLALOM_PROBLEM_WITH_LANES(CrashesInALane, "crashes_in_a_lane", "Crashes below 1", "test")
