#include "statistics/separation.hpp"

#include <algorithm>

namespace slalom::report {

namespace {
constexpr std::uint64_t first_look = 10;
}

std::vector<std::uint64_t> looks(std::uint64_t most) {
  std::vector<std::uint64_t> all;
  for (auto seeds = first_look; seeds < most; seeds *= 2) all.push_back(seeds);
  all.push_back(most);
  return all;
}

bool separated(const ProblemComparison& problem, double alpha) {
  const auto ranked =
      static_cast<std::size_t>(std::ranges::count_if(problem.optimizers, [](const auto& o) { return o.rank > 0; }));
  if (ranked < 2 || problem.deterministic) return true;
  const auto& second = problem.optimizers[1].against_best;  // they are sorted by rank
  // Each pair may meet as best and other in two ways.
  const double bests = std::max(1.0, static_cast<double>(ranked) / 2);
  return second.effect > 0 && second.p <= alpha / bests;
}

}  // namespace slalom::report
