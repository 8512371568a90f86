// The inner optimizer sees clipped gradients: by value, g_i <- clip(g_i, -v, v), then by length, g <- g min(1, c /
// |g|). Pascanu, Mikolov and Bengio (2013), algorithm 1; by value: Mikolov (2012). clip_grad_norm_ of torch multiplies
// by min(1, c / (|g| + 1e-6)) instead.
#include <slalom/linear.hpp>
#include <slalom/wrapper.hpp>

template <class Real>
struct Clip : slalom::Wrapper<Real> {
  const Real length = this->setting("norm", 1.0, slalom::above(0).log_search(0.01, 100), "c: longer is shortened");
  const Real value = this->setting("value", 1e30, slalom::above(0), "v: larger entries are cut off");

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    this->inner.step(f, w, eta, [&](auto gradient, std::span<const Real> x, std::span<Real> g) {
      const double loss = gradient(x, g);
      const Real v = value;
      for (Real& y : g) y = std::min(std::max(y, -v), v);
      const double norm = slalom::norm(g);
      if (norm > length)
        for (Real& y : g) y = static_cast<Real>(length / norm * y);
      return loss;
    });
  }
};
SLALOM_OPTIMIZER(Clip, "clip", "Clipped gradients", "Pascanu, Mikolov & Bengio 2013, algorithm 1")
