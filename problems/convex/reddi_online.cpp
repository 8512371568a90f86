// f(x) = mean_i f_i(x):  f_1(x) = c x,  f_i(x) = -x for the others, 1 < i <= N.   Reddi, Kale & Kumar (2018),
// section 3. With c > N - 1 x should fall, but Adam, shown one example after the other, forgets the large slope and
// lets x rise. Their bounds -1 <= x <= 1 are walls here: wall/2 max(0, |x| - 1)^2 is added.
#include <slalom/problem.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct ReddiOnline : slalom::Problem<Real> {
  const std::size_t examples = static_cast<std::size_t>(
      this->setting("examples", 101, slalom::at_least(2), "N; a batch of 1, sequential, is the online problem"));
  const double c = this->setting("c", 101.0, slalom::above(0), "slope of the first example");
  const double wall = this->setting("wall", 10.0, slalom::above(0), "steepness of the walls at -1 and 1");

  ReddiOnline() {
    this->description.dimension = 1;
    this->description.examples = examples;
    this->description.lower = {-1};
    this->description.upper = {1};
    const double others = static_cast<double>(examples - 1), slope = (c - others) / (others + 1);
    this->description.minimum = 0 - std::abs(slope) - slope * slope / (2 * wall);
    if (slope == 0) return;  // flat between the walls
    this->description.minimizers = {{-std::copysign(1 + std::abs(slope) / wall, slope)}};
  }

  void start(slalom::Random& random, std::span<Real> x) const { x[0] = static_cast<Real>(random.uniform(-1, 1)); }

  double evaluate(auto&, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    const double x = w[0], beyond = x - std::clamp(x, -1.0, 1.0), slope = mean_slope(batch);
    if (!gradient.empty()) gradient[0] = static_cast<Real>(slope + wall * beyond);
    return slope * x + wall / 2 * beyond * beyond;
  }

  void hessian_vector(auto&, std::span<const Real> w, const slalom::Batch&, std::span<const Real> v,
                      std::span<Real> hv) const {
    hv[0] = std::abs(w[0]) > 1 ? static_cast<Real>(wall) * v[0] : Real(0);
  }

 private:
  double mean_slope(const slalom::Batch& batch) const {
    double sum = 0;
    for (std::size_t k = 0; k < batch.size(); ++k) sum += batch[k] == 0 ? c : -1;
    return sum / static_cast<double>(batch.size());
  }
};
SLALOM_PROBLEM(ReddiOnline, "reddi_online", "Where Adam goes the wrong way", "Reddi, Kale & Kumar 2018, section 3")
