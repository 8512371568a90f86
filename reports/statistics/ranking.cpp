#include "statistics/ranking.hpp"

#include "statistics/friedman.hpp"
#include "statistics/numbers.hpp"
#include "statistics/over_problems.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace slalom::report {

namespace {

// What Friedman's chi-squared approximation asks for (Demšar 2006, section 3.2.2).
constexpr std::size_t fewest_problems = 10, fewest_optimizers = 5;

const OptimizerResult* find(const ProblemComparison& problem, const std::string& label) {
  const auto& all = problem.optimizers;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& o) { return o.label == label; });
  return found == all.end() || found->rank == 0 ? nullptr : &*found;
}

std::vector<ResultColumn> columns(const Ranking& ranking, std::span<const ProblemComparison* const> problems) {
  std::vector<ResultColumn> all;
  for (const auto& o : ranking.optimizers) {
    auto& column = all.emplace_back();
    for (const auto* problem : problems) column.push_back(find(*problem, o.label));
  }
  return all;
}

/// Largest sets of neighbours by mean rank whose ends differ by at most the critical difference.
std::vector<std::vector<std::size_t>> alike(const std::vector<MeanRank>& optimizers, double critical) {
  std::vector<std::vector<std::size_t>> sets;
  for (std::size_t first = 0, end = 0; first < optimizers.size(); ++first) {
    std::vector<std::size_t> set;
    for (auto i = first; i < optimizers.size() && optimizers[i].mean_rank - optimizers[first].mean_rank <= critical;
         ++i)
      set.push_back(i);
    if (set.size() < 2 || set.back() < end) continue;  // within the one before
    end = set.back() + 1;
    sets.push_back(std::move(set));
  }
  return sets;
}

RankTest rank_test(const Friedman& friedman, const Ranking& ranking) {
  const auto k = ranking.optimizers.size();
  RankTest test{.chi_squared = friedman.chi_squared,
                .p = friedman.p,
                .f = friedman.f,
                .f_p = friedman.f_p,
                .concordance = friedman.concordance,
                .critical_difference = critical_difference(k, ranking.problems, alpha),
                .alike = {},
                .doubts = {}};
  test.alike = alike(ranking.optimizers, test.critical_difference);
  if (ranking.problems < fewest_problems || k < fewest_optimizers)
    test.doubts.push_back(
        fmt::format("The test's distribution is exact only for many problems and optimizers; with {} and {} (fewer "
                    "than {} and {}), "
                    "take its p as a hint.",
                    counted(ranking.problems, "problem"), counted(k, "optimizer"), fewest_problems, fewest_optimizers));
  if (!(test.f_p < alpha) && !test.alike.empty())
    test.doubts.push_back("Ranks as different as these come about by chance: no pair should be told apart by them.");
  return test;
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

  std::vector<std::vector<double>> scores;  // a row a problem
  for (const auto* problem : problems) {
    auto& row = scores.emplace_back();
    for (auto& o : ranking.optimizers) {
      row.push_back(find(*problem, o.label)->rank);
      if (find(*problem, o.label)->best) ++o.firsts;
    }
  }
  const auto friedman = friedman_test(scores);
  for (std::size_t i = 0; i < ranking.optimizers.size(); ++i) ranking.optimizers[i].mean_rank = friedman.mean_ranks[i];
  add_speed(ranking.optimizers, columns(ranking, problems));
  std::stable_sort(ranking.optimizers.begin(), ranking.optimizers.end(),
                   [](const auto& a, const auto& b) { return a.mean_rank < b.mean_rank; });
  ranking.test = rank_test(friedman, ranking);
  return ranking;
}

}  // namespace slalom::report
