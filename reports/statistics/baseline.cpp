#include "statistics/baseline.hpp"

#include "statistics/quantile.hpp"
#include "statistics/signed_rank.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::statistics {

namespace {

Standard standard_of(const ProblemComparison& p) { return {p.round_off, p.equivalence, p.interim_analyses, p.alpha}; }

bool has_scores(const OptimizerResult& o) { return !o.scores.values.empty(); }

/// Of those that are tested; exact differences need no correction.
void correct(std::vector<PairComparison>& pairs) {
  std::vector<double> p;
  for (const auto& pair : pairs)
    if (!pair.test.exact) p.push_back(pair.test.p);
  auto corrected = holm(p);
  auto next = corrected.begin();
  for (auto& pair : pairs)
    if (!pair.test.exact) pair.test.p = *next++;
}

Against verdict(const PairComparison& pair, const Standard& standard) {
  const bool shown = pair.test.p < standard.alpha;
  if (shown && pair.test.effect < 0 && is_better(pair.size.interval, standard)) return Against::better;
  if (shown && pair.test.effect > 0 && is_worse(pair.size.interval, standard)) return Against::worse;
  return is_equivalent(pair.size.interval, standard) ? Against::equivalent : Against::unclear;
}

}  // namespace

BaselineComparison compare_with_baseline(const ProblemComparison& problem, const std::string& baseline) {
  BaselineComparison result{.label = baseline, .rows = {}};
  const auto& all = problem.optimizers;
  const auto base = std::ranges::find(all, baseline, &OptimizerResult::label);
  if (baseline.empty() || base == all.end() || !has_scores(*base)) return result;
  const auto standard = standard_of(problem);
  std::vector<PairComparison> pairs;
  for (const auto& o : all) {
    if (&o == &*base || !has_scores(o)) continue;
    result.rows.push_back({.label = o.label, .posterior = posterior_of(o.scores, base->scores, standard)});
    pairs.push_back(compare_pair(o.scores, base->scores, standard));
  }
  correct(pairs);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& pair = pairs[i];
    auto& row = result.rows[i];
    row.wins = pair.wins;
    row.ties = pair.ties;
    row.losses = pair.losses;
    row.ratio = pair.test.ratio;
    row.p = pair.test.p;
    row.exact = pair.test.exact;
    row.verdict = verdict(pair, standard);
  }
  return result;
}

AllPairs compare_all_pairs(const ProblemComparison& problem) {
  std::vector<const OptimizerResult*> all;
  for (const auto& o : problem.optimizers)
    if (has_scores(o)) all.push_back(&o);
  const auto n = all.size();
  if (n < 2 || n > max_for_all_pairs) return {};
  AllPairs result;
  for (const auto* o : all) result.labels.push_back(o->label);
  result.ratio = result.p = std::vector(n, std::vector(n, unknown));
  result.exact = std::vector(n, std::vector(n, false));
  const auto standard = standard_of(problem);
  std::vector<PairComparison> pairs;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k) {
      if (i > k) pairs.push_back(compare_pair(all[i]->scores, all[k]->scores, standard));
      if (i < k) result.ratio[i][k] = ratio_value(all[i]->scores, all[k]->scores, standard);
    }
  correct(pairs);
  auto pair = pairs.begin();
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < i; ++k, ++pair) {
      result.ratio[i][k] = pair->test.ratio.value;
      result.p[i][k] = result.p[k][i] = pair->test.p;
      result.exact[i][k] = result.exact[k][i] = pair->test.exact;
    }
  return result;
}

BaselineSummary count_against_baseline(std::span<const ProblemComparison> problems, const std::string& baseline) {
  BaselineSummary result{.label = baseline, .problems = 0, .rows = {}};
  std::vector<std::vector<double>> ratios;
  for (const auto& p : problems) {
    if (p.baseline.label != baseline || p.baseline.rows.empty()) continue;
    ++result.problems;
    for (const auto& row : p.baseline.rows) {
      auto count = std::ranges::find(result.rows, row.label, &BaselineCount::label);
      if (count == result.rows.end()) {
        count = result.rows.insert(count, {.label = row.label});
        ratios.emplace_back();
      }
      if (row.verdict == Against::better)
        ++count->wins;
      else if (row.verdict == Against::worse)
        ++count->losses;
      else
        ++count->ties;
      if (!std::isnan(row.ratio.value))
        ratios[static_cast<std::size_t>(count - result.rows.begin())].push_back(row.ratio.value);
    }
  }
  for (std::size_t i = 0; i < ratios.size(); ++i) result.rows[i].ratio = quartiles(ratios[i]).median;
  std::ranges::stable_sort(result.rows, std::ranges::greater(), [](const BaselineCount& c) {
    return static_cast<double>(c.wins) - static_cast<double>(c.losses);
  });
  return result;
}

}  // namespace slalom::statistics
