// Polynomial decay to `final` at the last step: final + (1 - final) (1 - k / K)^power.
#include <slalom/schedule.hpp>

#include <cmath>

struct Polynomial : slalom::Schedule {
  static constexpr bool needs_total = true;
  double power = setting("power", 1.0, slalom::above(0), "1: a straight line");
  double final = setting("final", 0.0, slalom::in(0, 1), "share of the initial rate that is left at the end");

  double operator()(double step, double total) const { return final + (1 - final) * std::pow(1 - step / total, power); }
};
SLALOM_SCHEDULE(Polynomial, "polynomial", "Falls as a power of what is left", "folklore")
