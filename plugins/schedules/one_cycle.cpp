// One cycle: from `start` up to 1 in the first `rise` of the steps, then down to `final` at the last one, both along
// half a cosine.
// Smith and Topin (2018). The initial rate of the suite is the highest one.
#include <slalom/schedule.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

struct OneCycle : slalom::Schedule {
  static constexpr bool needs_total = true;
  double rise = setting("rise", 0.3, slalom::above(0).below(1), "share of the steps in which it rises");
  double start = setting("start", 0.04, slalom::in(0, 1), "first factor");
  double final = setting("final", 4e-6, slalom::in(0, 1), "last factor");

  static double between(double from, double to, double t) {
    return to + (from - to) * (1 + std::cos(std::numbers::pi * t)) / 2;
  }
  double operator()(double step, double total) const {
    const double t = std::min(step / std::max(total - 1, 1.0), 1.0);
    return t < rise ? between(start, 1, t / rise) : between(1, final, (t - rise) / (1 - rise));
  }
};
SLALOM_SCHEDULE(OneCycle, "one_cycle", "Up, then down to almost nothing", "Smith & Topin 2018")
