#include "statistics/standing.hpp"

#include "statistics/quantile.hpp"
#include "statistics/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace slalom::statistics {

namespace {

bool never_arrived(const Scores& s) {
  return !s.spent.empty() && std::ranges::any_of(s.values, [](double v) { return std::isinf(v); });
}

/// Ranks those that share a rank by their expected cost, where some of them have runs that never arrived.
void break_ties(const std::vector<Scores>& scores, std::vector<double>& ranks) {
  const auto shared = ranks;
  for (const double rank : shared) {
    std::vector<std::size_t> tied;
    for (std::size_t i = 0; i < ranks.size(); ++i)
      if (rank > 0 && ranks[i] == rank) tied.push_back(i);
    if (std::ranges::none_of(tied, [&](auto i) { return never_arrived(scores[i]); })) continue;
    std::vector<double> costs;
    for (const auto i : tied) costs.push_back(expected_cost(scores[i]));
    const auto within = statistics::ranks(costs);
    const double before = rank - (static_cast<double>(tied.size()) + 1) / 2;
    for (std::size_t k = 0; k < tied.size(); ++k) ranks[tied[k]] = before + within[k];
  }
}

}  // namespace

Standing standing(const std::vector<Scores>& scores, const Standard& standard) {
  Standing result;
  std::vector<double> medians;
  for (const auto& s : scores) medians.push_back(quartiles(s.values).median);
  result.ranks = ranks(medians, standard.round_off);
  break_ties(scores, result.ranks);
  result.tests.resize(scores.size());
  const auto rank_or_last = [](double rank) { return rank > 0 ? rank : std::numeric_limits<double>::infinity(); };
  const auto first = std::ranges::min_element(result.ranks, {}, rank_or_last);
  if (first == result.ranks.end() || *first == 0) return result;
  result.first = static_cast<std::size_t>(first - result.ranks.begin());
  result.tests = test_against(result.first, scores, standard);
  std::size_t others = 0, worse = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (i == result.first || scores[i].values.empty()) continue;
    ++others;
    worse += result.tests[i].significant ? 1 : 0;
  }
  result.best = others > 0 && worse == others;
  return result;
}

std::vector<Scores> over_common_seeds(std::vector<Scores> scores) {
  std::vector<std::uint64_t> common;
  bool none_yet = true;
  for (const auto& s : scores) {
    if (s.seeds.empty()) continue;
    std::vector<std::uint64_t> both;
    std::ranges::set_intersection(common, s.seeds, std::back_inserter(both));
    common = std::exchange(none_yet, false) ? s.seeds : both;
  }
  for (auto& s : scores) {
    Scores kept{.seeds = {}, .values = {}, .spent = {}, .deterministic = s.deterministic};
    for (std::size_t i = 0; i < s.seeds.size(); ++i) {
      if (!std::ranges::binary_search(common, s.seeds[i])) continue;
      kept.seeds.push_back(s.seeds[i]);
      kept.values.push_back(s.values[i]);
      if (!s.spent.empty()) kept.spent.push_back(s.spent[i]);
    }
    s = std::move(kept);
  }
  return scores;
}

}  // namespace slalom::statistics
