// Cosine annealing: final + (1 - final) (1 + cos(pi t)) / 2, where t runs from 0 to 1 in every cycle.
// Loshchilov and Hutter (2017), eq. 5; each cycle may be `growth` times as long as the one before (warm restarts).
#include <slalom/schedule.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

struct Cosine : slalom::Schedule {
  static constexpr bool needs_total = true;
  std::int64_t cycles = setting("cycles", 1, slalom::in(1, 1000), "1: no restart");
  double growth = setting("growth", 1.0, slalom::at_least(1).up_to(10), "length of a cycle to the one before");
  double final = setting("final", 0.0, slalom::in(0, 1),
                         "share of the initial rate to which a cycle falls; the next step is beyond it");

  double operator()(double step, double total) const {
    double parts = 0;  // of the last cycle's length: from there back no number can become too large
    for (std::int64_t i = 0; i < cycles; ++i) parts += std::pow(growth, -static_cast<double>(i));
    double length = total / parts, begin = total - length;
    const double rounding = 1e-12 * total;
    for (std::int64_t i = 1; i < cycles && step < begin - rounding; ++i) {
      length /= growth;
      begin -= length;
    }
    const double t = length > rounding ? std::clamp((step - begin) / length, 0.0, 1.0) : 0;
    return final + (1 - final) * (1 + std::cos(std::numbers::pi * t)) / 2;
  }
};
SLALOM_SCHEDULE(Cosine, "cosine", "Half a cosine, with warm restarts", "Loshchilov & Hutter 2017, eq. 5")
