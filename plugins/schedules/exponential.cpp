// Exponential decay: decay^k.
#include <slalom/schedule.hpp>

#include <cmath>

struct Exponential : slalom::Schedule {
  double decay = setting("decay", 0.999, slalom::above(0).up_to(1), "factor a step");

  double operator()(double step, double) const { return std::pow(decay, step); }
};
SLALOM_SCHEDULE(Exponential, "exponential", "Falls by the same factor every step", "folklore")
