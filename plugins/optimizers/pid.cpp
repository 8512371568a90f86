// PID: the gradient as the error of a controller. u <- alpha u + g,  d <- alpha d + (1 - alpha) (g - h),
// w <- w - eta (g + Ki u + Kd d), h the gradient of the step before.
// An et al. (2018), section 4; Ki = 5, Kd = 10 and the term g as in the authors' code.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Pid : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const Real alpha = this->momentum_setting();
  const Real integral =
      this->setting("integral", 5.0, slalom::at_least(0).search(0, 10), "Ki: weight of past gradients");
  const Real derivative =
      this->setting("derivative", 10.0, slalom::at_least(0).search(0, 100), "Kd: weight of changes");
  slalom::Vector<Real> u = this->zeros(), d = this->zeros(), h = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (!begun) std::ranges::copy(g, h.begin());
    begun = true;
    const Real a = alpha, ki = integral, kd = derivative;
    for (std::size_t i = 0; i < w.size(); ++i) {
      u[i] = a * u[i] + g[i];
      d[i] = a * d[i] + (1 - a) * (g[i] - h[i]);
      w[i] -= eta * (g[i] + ki * u[i] + kd * d[i]);
      h[i] = g[i];
    }
  }
};
SLALOM_OPTIMIZER(Pid, "pid", "PID controller", "An et al. 2018, section 4")
