// Step decay: factor^floor(k / every).
#include <slalom/schedule.hpp>

#include <cmath>

struct Step : slalom::Schedule {
  double factor = setting("factor", 0.1, slalom::above(0).up_to(1), "what the rate is multiplied by");
  std::int64_t every = setting("every", 100, slalom::at_least(1), "after so many steps");

  double operator()(double step, double) const {
    return std::pow(factor, std::floor(step / static_cast<double>(every)));
  }
};
SLALOM_SCHEDULE(Step, "step", "Drops by a factor every so many steps", "folklore")
