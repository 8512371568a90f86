// Polynomial decay to `final` at the last of K steps k = 0, 1, ...: final + (1 - final) (1 - k / (K - 1))^power.
#include <slalom/schedule.hpp>

#include <algorithm>
#include <cmath>

struct Polynomial : slalom::Schedule {
  static constexpr bool needs_total = true;
  double power = setting("power", 1.0, slalom::above(0), "1: a straight line");
  double final = setting("final", 0.0, slalom::in(0, 1), "share of the initial rate that is left at the end");

  double operator()(double step, double total) const {
    const double left = std::max(1 - step / std::max(total - 1, 1.0), 0.0);
    return final + (1 - final) * std::pow(left, power);
  }
};
SLALOM_SCHEDULE(Polynomial, "polynomial", "Falls as a power of what is left", "folklore")
