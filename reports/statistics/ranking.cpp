#include "statistics/ranking.hpp"

#include "statistics/ranks.hpp"

#include <algorithm>

namespace slalom::report {

namespace {

const OptimizerResult* find(const ProblemComparison& problem, const std::string& label) {
  const auto& all = problem.optimizers;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& o) { return o.label == label; });
  return found == all.end() || found->rank == 0 ? nullptr : &*found;
}

}  // namespace

Ranking mean_ranks(std::span<const ProblemComparison* const> problems) {
  if (problems.size() < 2) return {};
  Ranking ranking;
  ranking.problems = problems.size();
  for (const auto& o : problems.front()->optimizers)
    if (std::all_of(problems.begin(), problems.end(), [&](const auto* p) { return find(*p, o.label) != nullptr; }))
      ranking.optimizers.push_back({.label = o.label, .style = o.style});
  if (ranking.optimizers.size() < 2) return {};

  for (const auto* problem : problems) {
    std::vector<double> by_score;
    for (const auto& o : ranking.optimizers) by_score.push_back(find(*problem, o.label)->rank);
    const auto among_themselves = ranks(by_score);
    for (std::size_t i = 0; i < by_score.size(); ++i) {
      auto& o = ranking.optimizers[i];
      o.mean_rank += among_themselves[i] / static_cast<double>(problems.size());
      if (find(*problem, o.label)->best) ++o.firsts;
    }
  }
  std::stable_sort(ranking.optimizers.begin(), ranking.optimizers.end(),
                   [](const auto& a, const auto& b) { return a.mean_rank < b.mean_rank; });
  return ranking;
}

}  // namespace slalom::report
