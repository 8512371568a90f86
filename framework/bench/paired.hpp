// How many times as long one thing takes as another, on a machine whose speed changes from second to second.
#pragma once

#include "run/recorder.hpp"

#include <algorithm>
#include <vector>

namespace slalom::bench {

template <class Body>
double cpu_seconds(Body&& body) {
  run::RunClock clock;
  clock.start();
  body();
  clock.stop();
  return clock.seconds();
}

/// Both by turns, after one round that is not counted; the median of the ratios of their CPU times. Rounds end after
/// half a second, but not before the third.
template <class First, class Second>
double times_as_long(First first, Second second) {
  constexpr std::size_t min_rounds = 3, max_rounds = 101;
  constexpr double enough = 0.5;
  first(), second();
  std::vector<double> ratios;
  for (double spent = 0; ratios.size() < min_rounds || (ratios.size() < max_rounds && spent < enough);) {
    const double one = cpu_seconds(first), other = cpu_seconds(second);
    ratios.push_back(one / other);
    spent += one + other;
  }
  const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::ranges::nth_element(ratios, middle);
  return *middle;
}

}  // namespace slalom::bench
