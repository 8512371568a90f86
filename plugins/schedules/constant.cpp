// The same learning rate at every step.
#include <slalom/schedule.hpp>

struct Constant : slalom::Schedule {
  double operator()(double, double) const { return 1; }
};
SLALOM_SCHEDULE(Constant, "constant", "Stays the same", "folklore")
