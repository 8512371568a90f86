#include "statistics/separation.hpp"

#include "statistics/significance.hpp"

#include <algorithm>

namespace slalom::statistics {

namespace {
constexpr std::uint64_t first_look = 10;
}

std::vector<std::uint64_t> interim_analyses(std::uint64_t most) {
  std::vector<std::uint64_t> all;
  for (auto seeds = first_look; seeds < most; seeds *= 2) all.push_back(seeds);
  all.push_back(most);
  // Of two optimizers, which need the fewest.
  while (all.size() > 1 && all.front() < least_seeds(all.size())) all.erase(all.begin());
  return all;
}

bool separated(const ProblemComparison& problem) {
  const auto ranked = std::ranges::count_if(problem.optimizers, [](const auto& o) { return o.rank > 0; });
  if (ranked < 2 || problem.deterministic) return true;
  const auto& second = problem.optimizers[1].against_best;  // they are sorted by rank
  return second.significant || second.exact;
}

}  // namespace slalom::statistics
