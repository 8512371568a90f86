// Cosine annealing: final + (1 - final) (1 + cos(pi t)) / 2, where t runs from 0 to 1 in every cycle.
// Loshchilov and Hutter (2017), eq. 5; each cycle may be `growth` times as long as the one before (warm restarts).
#include <slalom/schedule.hpp>

#include <cmath>
#include <numbers>

struct Cosine : slalom::Schedule {
  static constexpr bool needs_total = true;
  std::int64_t cycles = setting("cycles", 1, slalom::in(1, 1000), "1: no restart");
  double growth = setting("growth", 1.0, slalom::at_least(1).up_to(10), "length of a cycle to the one before");
  double final = setting("final", 0.0, slalom::in(0, 1), "share of the initial rate at the end of a cycle");

  double operator()(double step, double total) const {
    double parts = 0;
    for (std::int64_t i = 0; i < cycles; ++i) parts += std::pow(growth, static_cast<double>(i));
    double length = total / parts;
    for (std::int64_t i = 1; i < cycles && step >= length; ++i) {
      step -= length;
      length *= growth;
    }
    return final + (1 - final) * (1 + std::cos(std::numbers::pi * step / length)) / 2;
  }
};
SLALOM_SCHEDULE(Cosine, "cosine", "Half a cosine, with warm restarts", "Loshchilov & Hutter 2017, eq. 5")
