#include "statistics/ranking.hpp"

#include "statistics/cost.hpp"
#include "statistics/friedman.hpp"
#include "statistics/numbers.hpp"
#include "statistics/over_problems.hpp"
#include "statistics/rank_permutations.hpp"
#include "statistics/ranks.hpp"
#include "statistics/sentences.hpp"
#include "statistics/significance.hpp"
#include "statistics/skillings_mack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

namespace slalom::statistics {

namespace {

// What Friedman's chi-squared approximation asks for (Demšar 2006, section 3.2.2).
constexpr std::size_t min_problems = 10, min_optimizers = 5;

const OptimizerResult* find(const ProblemComparison& problem, const std::string& label) {
  const auto& all = problem.optimizers;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& o) { return o.label == label; });
  return found == all.end() || found->rank == 0 ? nullptr : &*found;
}

bool has_ranks(const ProblemComparison& p) {
  return std::ranges::any_of(p.optimizers, [](const auto& o) { return o.rank > 0; });
}

std::vector<ResultColumn> columns(const Ranking& ranking, std::span<const ProblemComparison* const> problems) {
  std::vector<ResultColumn> all;
  for (const auto& o : ranking.optimizers) {
    auto& column = all.emplace_back();
    for (const auto* problem : problems) column.push_back(find(*problem, o.label));
  }
  return all;
}

/// Largest sets of neighbours by mean rank that are not distinguishable.
std::vector<std::vector<std::size_t>> cliques(const std::vector<MeanRank>& optimizers, double critical) {
  constexpr double round_off = 1e-9;
  const auto joined = [&](std::size_t a, std::size_t b) {
    return std::isnan(critical) || optimizers[b].mean_rank - optimizers[a].mean_rank < critical - round_off;
  };
  std::vector<std::vector<std::size_t>> sets;
  for (std::size_t first = 0, end = 0; first < optimizers.size(); ++first) {
    std::vector<std::size_t> set;
    for (auto i = first; i < optimizers.size() && joined(first, i); ++i) set.push_back(i);
    if (set.size() < 2 || set.back() < end) continue;  // within the one before
    end = set.back() + 1;
    sets.push_back(std::move(set));
  }
  return sets;
}

/// Without what tells the instances of one function apart.
Json without_instance(Json settings) {
  if (settings.is_object())
    for (const auto* key : {"instance", "seed"}) settings.erase(key);
  if (settings.is_structured())
    for (auto& part : settings) part = without_instance(part);
  return settings;
}

std::string function_of(const ProblemComparison& p) { return p.problem + " " + without_instance(p.settings).dump(); }

/// A row a function: over its instances, the mean of the ranks among these optimizers.
std::vector<std::vector<double>> ranks_by_function(std::span<const ProblemComparison* const> problems,
                                                   const std::vector<MeanRank>& optimizers) {
  std::vector<std::string> functions;
  std::vector<std::vector<double>> sums;
  for (const auto* problem : problems) {
    std::vector<double> row;
    for (const auto& o : optimizers) row.push_back(find(*problem, o.label)->rank);
    row = ranks(row);
    const auto function = function_of(*problem);
    const auto known = std::ranges::find(functions, function);
    if (known == functions.end()) {
      functions.push_back(function);
      sums.push_back(std::move(row));
      continue;
    }
    auto& sum = sums[static_cast<std::size_t>(known - functions.begin())];
    for (std::size_t i = 0; i < row.size(); ++i) sum[i] += row[i];
  }
  for (auto& sum : sums) sum = ranks(sum, 1e-9);
  return sums;
}

/// A row a function: over its instances, the mean of the ranks from -1/2 (best) to 1/2; NaN without a result.
std::vector<std::vector<double>> relative_ranks_by_function(std::span<const ProblemComparison* const> problems,
                                                            const std::vector<std::string>& labels) {
  struct Sum {
    double sum = 0, count = 0;
  };
  std::map<std::string, std::vector<Sum>> functions;
  for (const auto* problem : problems) {
    std::vector<double> row;
    for (const auto& label : labels) {
      const auto* o = find(*problem, label);
      row.push_back(o == nullptr ? unknown : o->rank);
    }
    const auto rank = ranks(row);
    const auto present = static_cast<double>(std::ranges::count_if(rank, [](double r) { return r > 0; }));
    auto& sums = functions[function_of(*problem)];
    sums.resize(labels.size());
    for (std::size_t i = 0; i < rank.size(); ++i)
      if (rank[i] > 0) sums[i].sum += rank[i] / (present + 1) - 0.5, ++sums[i].count;
  }
  std::vector<std::vector<double>> rows;
  for (const auto& [name, sums] : functions) {
    auto& row = rows.emplace_back();
    for (const auto& s : sums) row.push_back(s.count > 0 ? s.sum / s.count : unknown);
  }
  return rows;
}

RankTest rank_test(const Friedman& friedman, const std::vector<std::vector<double>>& rows, const Ranking& ranking,
                   double alpha) {
  const auto k = ranking.optimizers.size();
  const double difference = ranking.optimizers[1].mean_rank - ranking.optimizers[0].mean_rank;
  RankTest test{.chi_squared = friedman.chi_squared,
                .p = friedman.p,
                .f = friedman.f,
                .f_p = friedman.f_p,
                .concordance = friedman.concordance,
                .alpha = alpha};
  test.permutation = rows.size() < min_problems || k < min_optimizers;
  if (test.permutation) {
    const RankPermutations permutations(rows);
    double squares = 0;
    for (const double mean : friedman.mean_ranks) squares += mean * mean;
    test.p = tail(permutations.squares, squares);
    test.f = test.f_p = unknown;
    test.critical_difference = critical_value(permutations.ranges, alpha);
    test.first_p = tail(permutations.ranges, difference);
  } else {
    test.critical_difference = critical_difference(k, rows.size(), alpha);
    test.first_p = nemenyi_p(difference, k, rows.size());
  }
  test.cliques = cliques(ranking.optimizers, test.critical_difference);
  return test;
}

/// Optimizers without a result on some of the problems, which mean ranks leave out, and the problems where nobody has
/// one.
std::vector<std::string> left_out(std::span<const ProblemComparison* const> all,
                                  std::span<const ProblemComparison* const> ranked) {
  constexpr std::size_t most = 10;
  std::vector<std::string> without, labels, sentences;
  for (const auto* p : all)
    if (!has_ranks(*p)) without.push_back(p->label);
  if (!without.empty())
    sentences.push_back(fmt::format("The mean ranks leave out what has no ranks: {}.", listed(without)));
  for (const auto* p : all)
    for (const auto& o : p->optimizers)
      if (std::ranges::find(labels, o.label) == labels.end()) labels.push_back(o.label);
  for (const auto& label : labels) {
    std::vector<std::string> where;
    for (const auto* p : ranked)
      if (find(*p, label) == nullptr) where.push_back(p->label);
    if (!where.empty() && sentences.size() < most)
      sentences.push_back(fmt::format("{} is not in the mean ranks: it has no result on {}.", label,
                                      where.size() == ranked.size() ? "any problem that has ranks" : listed(where)));
  }
  return sentences;
}

/// What the ranks do not say.
std::vector<std::string> warnings(std::span<const ProblemComparison* const> problems, const Ranking& ranking) {
  std::vector<std::string> sentences;
  if (ranking.optimizers.back().mean_rank - ranking.optimizers.front().mean_rank < 1e-9)
    sentences.emplace_back("All have the same mean rank.");
  else if (std::isnan(ranking.test.critical_difference))
    sentences.push_back(fmt::format("{} are too few to distinguish any two of {} by their ranks.",
                                    counted(ranking.functions, "problem"),
                                    counted(ranking.optimizers.size(), "optimizer")));
  else if (ranking.optimizers.size() > 1 && !(ranking.test.first_p < ranking.test.alpha))
    sentences.push_back(fmt::format("The difference between the first two is consistent with chance (p = {}).",
                                    short_number(ranking.test.first_p, 2)));
  if (ranking.functions < ranking.problems)
    sentences.push_back(
        fmt::format("The {} problems are instances of {}, each of which counts once: instances of one "
                    "function are not independent.",
                    ranking.problems, counted(ranking.functions, "function")));
  if (const auto unequal = with_unequal_budgets(problems); !unequal.empty())
    sentences.push_back(
        fmt::format("Budgets differ on {}: a speed score there is relative to the optimizer's own budget, so that "
                    "only those of equal budgets are comparable.",
                    listed(unequal)));
  const auto by_stop =
      static_cast<std::size_t>(std::ranges::count(problems, Score::stop, [](const auto* p) { return p->score; }));
  if (by_stop > 0 && by_stop < problems.size())
    sentences.push_back(
        fmt::format("These mean ranks mix two scores: the cost of the goal on {} and the final loss on {}.",
                    counted(by_stop, "problem"), counted(problems.size() - by_stop, "problem")));
  return sentences;
}

/// What the budgets count.
std::string cost_of(std::span<const ProblemComparison* const> problems) {
  const auto unit = problems.front()->unit;
  const bool same = std::ranges::all_of(problems, [&](const auto* p) { return p->unit == unit; });
  return same ? in_words(unit) : "the budget's unit";
}

}  // namespace

IncompleteRanking ranks_with_missing(std::span<const ProblemComparison* const> problems) {
  if (problems.size() < 2) return {};
  std::vector<std::string> labels;
  for (const auto* p : problems)
    for (const auto& o : p->optimizers)
      if (o.rank > 0 && std::ranges::find(labels, o.label) == labels.end()) labels.push_back(o.label);
  const bool missing = std::ranges::any_of(problems, [&](const auto* p) {
    return std::ranges::any_of(labels, [&](const auto& label) { return find(*p, label) == nullptr; });
  });
  if (!missing || labels.size() < 2) return {};
  const auto rows = relative_ranks_by_function(problems, labels);
  const bool permutation = rows.size() < min_problems || labels.size() < min_optimizers;
  const auto test = skillings_mack_test(rows, permutation);
  IncompleteRanking ranking{.functions = rows.size(),
                            .statistic = test.statistic,
                            .p = test.p,
                            .degrees = test.degrees,
                            .permutation = permutation};
  for (std::size_t i = 0; i < labels.size(); ++i)
    ranking.optimizers.push_back({labels[i], test.rows[i], test.mean_ranks[i]});
  std::ranges::stable_sort(ranking.optimizers, {}, [](const auto& o) {
    return std::isnan(o.mean_rank) ? std::numeric_limits<double>::infinity() : o.mean_rank;
  });
  return ranking;
}

Ranking mean_ranks(std::span<const ProblemComparison* const> all, double alpha) {
  std::vector<const ProblemComparison*> problems;
  std::ranges::copy_if(all, std::back_inserter(problems), [](const auto* p) { return has_ranks(*p); });
  if (problems.size() < 2) return {};
  Ranking ranking;
  ranking.problems = problems.size();
  ranking.cost = cost_of(problems);
  for (const auto& o : problems.front()->optimizers)
    if (std::all_of(problems.begin(), problems.end(), [&](const auto* p) { return find(*p, o.label) != nullptr; }))
      ranking.optimizers.push_back({.label = o.label, .style = o.style});
  if (ranking.optimizers.size() < 2) return {};
  const auto rows = ranks_by_function(problems, ranking.optimizers);
  ranking.functions = rows.size();
  if (rows.size() < 2) return {};

  for (const auto* problem : problems)
    for (auto& o : ranking.optimizers)
      if (find(*problem, o.label)->best) ++o.wins;
  const auto friedman = friedman_test(rows);
  for (std::size_t i = 0; i < ranking.optimizers.size(); ++i) ranking.optimizers[i].mean_rank = friedman.mean_ranks[i];
  add_speed(ranking.optimizers, columns(ranking, problems));
  std::stable_sort(ranking.optimizers.begin(), ranking.optimizers.end(),
                   [](const auto& a, const auto& b) { return a.mean_rank < b.mean_rank; });
  ranking.test = rank_test(friedman, rows, ranking, alpha);
  ranking.test.warnings = left_out(all, problems);
  const auto more = warnings(problems, ranking);
  ranking.test.warnings.insert(ranking.test.warnings.end(), more.begin(), more.end());
  return ranking;
}

}  // namespace slalom::statistics
