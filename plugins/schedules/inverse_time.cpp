// Inverse time: 1 / (1 + decay k)^power. The power 1 is Robbins and Monro's classical choice.
#include <slalom/schedule.hpp>

#include <cmath>

struct InverseTime : slalom::Schedule {
  double decay = setting("decay", 0.01, slalom::above(0), "how soon it falls: half the rate after 1/decay steps");
  double power = setting("power", 1.0, slalom::above(0), "1: as Robbins & Monro; 0.5: as 1/sqrt(k)");

  double operator()(double step, double) const { return std::pow(1 + decay * step, -power); }
};
SLALOM_SCHEDULE(InverseTime, "inverse_time", "Falls as one over the step", "Robbins & Monro 1951")
