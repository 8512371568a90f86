#include "run/stopwatch.hpp"

#include "run/record.hpp"

#include <algorithm>

namespace slalom::run {

double Stopwatch::seconds_of_a_reading() {
  static const double shortest = [] {
    auto least = Clock::duration::max();
    for (int i = 0; i < 100; ++i) {
      const auto from = Clock::now();
      least = std::min(least, Clock::now() - from);
    }
    return std::chrono::duration<double>(least).count();
  }();
  return shortest;
}

double outer_share(const Stopwatch& outer, const Stopwatch& inner) {
  const double whole = outer.seconds(inner.intervals());
  return whole > 0 ? std::clamp(1 - inner.seconds() / whole, 0.0, 1.0) : unknown;
}

}  // namespace slalom::run
