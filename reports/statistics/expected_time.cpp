#include "statistics/expected_time.hpp"

#include "statistics/bootstrap.hpp"

#include <limits>

namespace slalom::report {

namespace {

double ratio(double spent, double successes) {
  return successes > 0 ? spent / successes : std::numeric_limits<double>::infinity();
}

}  // namespace

double expected_time(std::span<const Spent> runs) {
  if (runs.empty()) return unknown;
  double spent = 0, successes = 0;
  for (const auto& run : runs) spent += run.amount, successes += run.reached ? 1 : 0;
  return ratio(spent, successes);
}

Estimate estimate_expected_time(std::span<const Spent> runs) {
  return estimate_by_index(runs.size(), [&](std::span<const std::size_t> drawn) {
    double spent = 0, successes = 0;
    for (const auto i : drawn) spent += runs[i].amount, successes += runs[i].reached ? 1 : 0;
    return ratio(spent, successes);
  });
}

}  // namespace slalom::report
