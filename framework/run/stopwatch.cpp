#include "run/stopwatch.hpp"

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

}  // namespace slalom::run
