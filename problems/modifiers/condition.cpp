// f(D w), D diagonal from 1 to sqrt(condition), evenly spaced on a log scale: the Hessian of a sphere gets this
// condition number.   Hansen et al. (2009), noiseless functions: the matrix Lambda^alpha.
#include <slalom/modifier.hpp>

#include <cmath>

template <class Real>
struct Condition : slalom::OtherCoordinates<Condition<Real>, Real> {
  const double number =
      this->setting("condition", 100.0, slalom::at_least(1).log_search(1, 1e6), "number of a sphere's Hessian");
  const std::vector<Real> d = diagonal();

  Condition() {
    this->move_minimizers();
    this->move_box();
  }
  void to_inner(std::span<const Real> w, std::span<Real> x) const {
    for (std::size_t i = 0; i < w.size(); ++i) x[i] = d[i] * w[i];
  }
  void from_inner(std::span<const Real> x, std::span<Real> w) const {
    for (std::size_t i = 0; i < x.size(); ++i) w[i] = x[i] / d[i];
  }
  void linear(std::span<const Real> v, std::span<Real> y) const { to_inner(v, y); }
  void transposed(std::span<const Real> g, std::span<Real> y) const { to_inner(g, y); }

 private:
  std::vector<Real> diagonal() const {
    const auto n = this->description.dimension;
    std::vector<Real> all(n, 1);
    for (std::size_t i = 1; i < n; ++i)
      all[i] = static_cast<Real>(std::pow(number, static_cast<double>(i) / static_cast<double>(n - 1) / 2));
    return all;
  }
};
SLALOM_PROBLEM(Condition, "condition", "A problem with stretched axes", "Hansen et al. 2009, noiseless functions")
