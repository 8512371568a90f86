// Yogi: Adam whose v follows g^2 by steps of a size that does not depend on v,
// v <- v - (1 - beta2) sign(v - g^2) g^2.   Zaheer et al. (2018), algorithm 2. That m and v start at 1e-6 and are
// corrected for their bias comes from the authors' code for TensorFlow.
#include <slalom/ext/elementwise.hpp>
#include <slalom/linear.hpp>
#include <slalom/ratio.hpp>

#include <cmath>

template <class Real>
struct Yogi : slalom::Optimizer<Real> {
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(), epsilon = this->epsilon_setting(1e-3);
  const Real initial = this->setting("initial", 1e-6, slalom::at_least(0), "m and v at the start");
  slalom::Vector<Real> m = this->constant(initial), v = this->constant(initial);
  double power1 = 1, power2 = 1;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    const Real b1 = beta1, b2 = beta2, eps = epsilon, infinity = std::numeric_limits<Real>::infinity();
    const Real rate = static_cast<Real>(eta / (1 - power1)), root = static_cast<Real>(1 / std::sqrt(1 - power2));
    for (std::size_t i = 0; i < w.size(); ++i) {
      const Real square = g[i] * g[i];
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = square == infinity ? infinity : v[i] - (1 - b2) * slalom::sign(v[i] - square) * square;
      w[i] -= slalom::ratio(rate * m[i], std::sqrt(v[i]) * root + eps);
    }
  }
};
SLALOM_ELEMENTWISE_OPTIMIZER(Yogi, "yogi", "Yogi", "Zaheer et al. 2018, algorithm 2")
