// f(w - s): every point moves by s.   Hansen et al. (2009), noiseless functions: x_opt.
#include <slalom/modifier.hpp>

template <class Real>
struct Shift : slalom::OtherCoordinates<Shift<Real>, Real> {
  const std::vector<double> by =
      this->list("by", {1}, slalom::any(), "s: one number for all, or one for each parameter");

  Shift() {
    const auto n = this->description.dimension;
    if (n > 0 && by.size() != 1 && by.size() != n)
      throw std::invalid_argument("by has " + std::to_string(by.size()) + " numbers, but the problem has dimension " +
                                  std::to_string(n));
    this->move_minimizers();
    this->move_box();
  }
  void to_inner(std::span<const Real> w, std::span<Real> x) const {
    for (std::size_t i = 0; i < w.size(); ++i) x[i] = w[i] - s(i);
  }
  void from_inner(std::span<const Real> x, std::span<Real> w) const {
    for (std::size_t i = 0; i < x.size(); ++i) w[i] = x[i] + s(i);
  }
  void linear(std::span<const Real> v, std::span<Real> y) const { std::ranges::copy(v, y.begin()); }
  void transposed(std::span<const Real> g, std::span<Real> y) const { std::ranges::copy(g, y.begin()); }

 private:
  Real s(std::size_t i) const { return static_cast<Real>(by.size() == 1 ? by.front() : by[i]); }
};
SLALOM_PROBLEM(Shift, "shift", "A problem that is moved", "Hansen et al. 2009, noiseless functions")
