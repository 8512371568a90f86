// The inner optimizer, evaluated at an exponential average of the points p where it would be evaluated, which are its
// iterates or its own averages: a <- beta a + (1 - beta) p, which begins at the first.   Polyak and Juditsky (1992)
// with exponential weights, as in Morales-Brotons et al. (2024), eq. 1.
#include <slalom/wrapper.hpp>

template <class Real>
struct Ema : slalom::Wrapper<Real> {
  const Real beta =
      this->setting("decay", 0.99, slalom::at_least(0).below(1).search(0.9, 0.9999), "decay of the average");
  slalom::Vector<Real> a = this->zeros(), p = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    this->inner.step(f, w, eta);
    this->inner.evaluation_point(w, p);
    const Real b = begun ? beta : 0;
    for (std::size_t i = 0; i < w.size(); ++i) a[i] += (1 - b) * (p[i] - a[i]);
    begun = true;
  }
  void evaluation_point(std::span<const Real>, std::span<Real> point) const { std::ranges::copy(a, point.begin()); }
};
SLALOM_OPTIMIZER(Ema, "ema", "Evaluated at an average of the iterates", "Morales-Brotons et al. 2024, eq. 1")
