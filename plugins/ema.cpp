// The inner optimizer, judged at an exponential average of its iterates: a <- beta a + (1 - beta) w, which begins at
// the first iterate.   Polyak and Juditsky (1992) with exponential weights, as in Morales-Brotons et al. (2024), eq. 1.
#include <slalom/wrapper.hpp>

template <class Real>
struct Ema : slalom::Wrapper<Real> {
  const Real beta =
      this->setting("decay", 0.99, slalom::at_least(0).below(1).search(0.9, 0.9999), "decay of the average");
  slalom::Vector<Real> a = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    this->inner.step(f, w, eta);
    const Real b = begun ? beta : 0;
    for (std::size_t i = 0; i < w.size(); ++i) a[i] = b * a[i] + (1 - b) * w[i];
    begun = true;
  }
  void evaluation_point(std::span<const Real> w, std::span<Real> point) const {
    std::copy_n(begun ? a.data() : w.data(), w.size(), point.data());
  }
};
SLALOM_OPTIMIZER(Ema, "ema", "Judged at an average of the iterates", "Morales-Brotons et al. 2024, eq. 1")
