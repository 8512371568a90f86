// The noise of COCO's bbob-noisy functions, f101 to f130, each a noiseless function with one of three models, moderate
// or severe. Hansen, Finck, Ros & Auger (2009), Real-parameter black-box optimization benchmarking: noisy functions.
#pragma once

#include "bbob.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace bbob {

/// A value with its derivative by the value without noise.
using Seen = math::Dual<double, 1>;

enum class Strength { moderate, severe };

/// f exp(b N)
struct Gaussian {
  Gaussian(Strength strength, double) : b(strength == Strength::severe ? 1 : 0.01) {}
  const double b;

  Seen operator()(const Seen& f, Random& random) const { return f * std::exp(b * random.normal()); }
};

/// f U_1^b max(1, (10^9 / f)^(a U_2))
struct Uniform {
  Uniform(Strength strength, double n) : b(strength == Strength::severe ? 1 : 0.01), a(b * (0.49 + 1 / n)) {}
  const double b, a;

  Seen operator()(const Seen& f, Random& random) const {
    const double factor = std::pow(random.uniform(), b);
    const Seen growth = math::pow(1e9 / f, a * random.uniform());
    return f * factor * (growth > 1.0 ? growth : Seen(1));
  }
};

/// f + a max(0, 1000 + C), where C is N_1 / |N_2| with probability p and else 0.
struct Cauchy {
  Cauchy(Strength strength, double)
      : a(strength == Strength::severe ? 1 : 0.01), p(strength == Strength::severe ? 0.2 : 0.05) {}
  const double a, p;

  Seen operator()(const Seen& f, Random& random) const {
    const bool far = random.uniform() < p;
    const double numerator = random.normal(), denominator = std::abs(random.normal());
    return f + a * std::max(0.0, 1000 + (far ? numerator / denominator : 0));
  }
};

/// A noiseless function whose value, less f_opt and without the penalty, is seen with noise; the penalty is 100 in all.
/// Values below 10^-8 are seen as they are, others 1.01 10^-8 higher, so that the target 10^-8 is not reached by
/// chance. The gradient is that of what is seen, with the random numbers as they are.
template <class Formula, class Model, Strength strength>
struct Noisy : Formula {
  using Original = Formula;
  Noisy() { this->penalty = 100; }
  Seen noisy(const Seen& f, Random random) const {
    if (f < 1e-8) return f;
    return Model(strength, this->count())(f, random) + 1.01e-8;
  }
};
template <class Formula, class Model>
using Moderate = Noisy<Formula, Model, Strength::moderate>;
template <class Formula, class Model>
using Severe = Noisy<Formula, Model, Strength::severe>;

}  // namespace bbob
}  // namespace slalom
