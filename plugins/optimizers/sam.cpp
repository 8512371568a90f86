// Sharpness-aware minimization: the inner optimizer sees the gradient at w + rho g / |g|, where the loss nearby is
// about worst.   Foret, Kleiner, Mobahi and Neyshabur (2021), algorithm 1 and eq. 2 for p = 2. adaptive: at w + rho
// |w|^2 g / | |w| g |, which does not change with the scale of w. Kwon et al. (2021), eq. 6.
#include <slalom/linear.hpp>
#include <slalom/ratio.hpp>
#include <slalom/wrapper.hpp>

template <class Real>
struct Sam : slalom::Wrapper<Real> {
  const Real rho = this->setting("rho", 0.05, slalom::at_least(0).log_search(0.005, 1), "radius of what is nearby");
  const bool adaptive = this->setting("adaptive", false, "by the size of each parameter: ASAM");
  slalom::Vector<Real> point = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    this->inner.step(f, w, eta, [&](auto gradient, std::span<const Real> x, std::span<Real> g) {
      gradient(x, g);
      if (adaptive)
        for (std::size_t i = 0; i < g.size(); ++i) g[i] *= std::abs(x[i]);
      const double scale = slalom::ratio<double>(rho, slalom::norm(g));
      for (std::size_t i = 0; i < g.size(); ++i)
        point[i] = x[i] + static_cast<Real>(scale * g[i] * (adaptive ? std::abs(x[i]) : 1));
      return gradient(point, g);
    });
  }
};
SLALOM_OPTIMIZER(Sam, "sam", "Sharpness-aware minimization", "Foret et al. 2021, algorithm 1; Kwon et al. 2021, eq. 6")
