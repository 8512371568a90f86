// FTRL-Proximal: n <- n + g^2, D = (beta + sqrt(n)) / eta, z <- z + g - (D - the D before) w,
// w <- 0 if |z| <= l1, else (sign(z) l1 - z) / (D + l2).   McMahan et al. (2013), algorithm 1, whose sigma is the
// growth of D at a constant eta; a schedule changes all of D. z begins at -(beta / eta) w, so that the start is where w
// begins. Kept is q = z + D w (w the new one), which is -(l2 w + l1 sign(w)), or z where w = 0: so D may be infinite.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Ftrl : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const double beta = this->setting("beta", 1.0, slalom::at_least(0).search(0, 2), "larger: smaller first steps");
  const double l1 = this->setting("l1", 0.0, slalom::at_least(0).log_search(1e-6, 1), "makes w sparse");
  const double l2 = this->setting("l2", 0.0, slalom::at_least(0).log_search(1e-6, 1), "makes w small");
  slalom::Vector<double> q = slalom::Vector<double>(this->size()), n = q;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const double one = l1, two = l2, b = beta, rate = eta;
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      const double slope = g[i], sum = q[i] + slope;
      n[i] += slope * slope;
      const double h = slalom::ratio(rate, b + std::sqrt(n[i]));  // 1 / D; 0 where there was no gradient yet
      const double to = w[i] - h * sum, next = (to - std::min(std::max(to, -h * one), h * one)) / (1 + h * two);
      const double z = h > 0 ? -to / h : std::min(std::max(sum, -one), one);
      w[i] = static_cast<Real>(next);
      q[i] = next == 0 ? z : -(two * next + one * slalom::sign(next));
    }
  }
};
SLALOM_OPTIMIZER(Ftrl, "ftrl", "FTRL-Proximal", "McMahan et al. 2013, algorithm 1")
