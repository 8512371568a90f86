// FTRL-Proximal: sigma = (sqrt(n + g^2) - sqrt(n)) / eta,  z <- z + g - sigma w,  n <- n + g^2,
// w <- 0 if |z| <= l1, else (sign(z) l1 - z) / ((beta + sqrt(n)) / eta + l2).   McMahan et al. (2013), algorithm 1.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

template <class Real>
struct Ftrl : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real beta = this->setting("beta", 1.0, slalom::at_least(0).search(0, 2), "larger: smaller first steps");
  const Real l1 = this->setting("l1", 0.0, slalom::at_least(0).log_search(1e-6, 1), "makes w sparse");
  const Real l2 = this->setting("l2", 0.0, slalom::at_least(0).log_search(1e-6, 1), "makes w small");
  slalom::Vector<Real> z = this->zeros(), root = this->zeros();  // of n

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const Real b = beta, one = l1, two = l2, inverse = 1 / eta, tiny = std::numeric_limits<Real>::min();
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, n = w.size(); i < n; ++i) {
      const Real before = root[i];
      root[i] = std::sqrt(before * before + g[i] * g[i]);
      z[i] += g[i] - (root[i] - before) * inverse * w[i];
      const Real beyond = z[i] - std::min(std::max(z[i], -one), one);  // 0 where |z| <= l1
      w[i] = -beyond / std::max((b + root[i]) * inverse + two, tiny);
    }
  }
};
SLALOM_OPTIMIZER(Ftrl, "ftrl", "FTRL-Proximal", "McMahan et al. 2013, algorithm 1")
