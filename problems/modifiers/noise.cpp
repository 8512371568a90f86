// Noise on what an optimizer sees: each value y and each entry y of a gradient becomes, with z ~ N(0, 1) of its own,
//   additive        y + s z
//   multiplicative  y (1 + s z)
//   cauchy          y + s c,  c of the standard Cauchy distribution, which has no mean
// Hansen et al. (2009), Real-parameter black-box optimization benchmarking: noisy functions, section 1. Records,
// targets and products with the Hessian are without noise.
#include <slalom/modifier.hpp>

#include <cmath>
#include <numbers>

template <class Real>
struct Noise : slalom::Modifier<Real> {
  const std::string kind = this->choice("kind", {"additive", "multiplicative", "cauchy"}, "how it enters");
  const double scale = this->setting("scale", 0.1, slalom::at_least(0), "s: its size");

  using Workspace = typename slalom::Modifier<Real>::Workspace;
  double evaluate(Workspace& ws, std::span<const Real> w, slalom::Batch batch, std::span<Real> gradient) const {
    const double value = ws.evaluate(w, batch, gradient);
    if (batch.exact()) return value;
    auto random = batch.noise();
    const double noisy_value = noisy(value, random);
    for (Real& g : gradient) g = static_cast<Real>(noisy(g, random));
    return noisy_value;
  }

 private:
  double noisy(double y, slalom::Random& random) const {
    if (kind == "additive") return y + scale * random.normal();
    if (kind == "multiplicative") return y * (1 + scale * random.normal());
    return y + scale * std::tan(std::numbers::pi * (random.uniform() - 0.5));
  }
};
SLALOM_PROBLEM(Noise, "noise", "A problem with noise", "Hansen et al. 2009, noisy functions, section 1")
