#include "statistics/pair.hpp"
#include "statistics/confidence.hpp"
#include "statistics/round_off.hpp"

#include "statistics/effect_size.hpp"
#include "statistics/quantile.hpp"
#include "statistics/signed_rank.hpp"
#include "statistics/signed_rank_posterior.hpp"

#include <limits>
#include <numeric>
#include <span>

namespace slalom::statistics {

namespace {

/// Calls `each` with the scores of every seed that both have.
template <class Each>
void for_each_pair(const Scores& a, const Scores& b, Each each) {
  for (std::size_t i = 0, k = 0; i < a.seeds.size() && k < b.seeds.size();) {
    if (a.seeds[i] < b.seeds[k])
      ++i;
    else if (a.seeds[i] > b.seeds[k])
      ++k;
    else
      each(a.values[i++], b.values[k++]);
  }
}

std::vector<double> paired_differences(const Scores& a, const Scores& b, double tolerance) {
  std::vector<double> differences;
  for_each_pair(a, b, [&](double x, double y) { differences.push_back(equal_scores(x, y, tolerance) ? 0 : x - y); });
  return differences;
}

/// All that the runs spent over the number of those that arrived, of the drawn seeds.
double expected_cost(const Scores& s, std::span<const std::size_t> drawn) {
  double sum = 0, arrived = 0;
  for (const auto i : drawn) {
    sum += s.spent[i];
    arrived += std::isfinite(s.values[i]) ? 1 : 0;
  }
  return arrived > 0 ? sum / arrived : std::numeric_limits<double>::infinity();
}

std::vector<std::size_t> all_of(const Scores& s) {
  std::vector<std::size_t> indices(s.values.size());
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  return indices;
}

}  // namespace

double expected_cost(const Scores& scores) { return expected_cost(scores, all_of(scores)); }

std::vector<double> paired_ratios(const Scores& a, const Scores& b, double tolerance) {
  std::vector<double> ratios;
  bool negative = false;
  for_each_pair(a, b, [&](double x, double y) {
    negative = negative || x < 0 || y < 0;
    ratios.push_back(equal_scores(x, y, tolerance) ? 1 : x / y);
  });
  return negative ? std::vector<double>{} : ratios;
}

Estimate median_ratio(std::vector<double> ratios, double level) {
  for (double& r : ratios) r = std::log(r);
  auto e = estimate(std::move(ratios), median, level);
  for (auto* part : {&e.value, &e.interval.low, &e.interval.high}) *part = std::exp(*part);
  return e;
}

namespace {

/// Where losses are negative, a ratio means nothing: one plus the change, as a fraction of the first's.
std::vector<double> relative_changes(const Scores& a, const Scores& b, double tolerance) {
  std::vector<double> changes;
  for_each_pair(a, b, [&](double x, double y) {
    changes.push_back(equal_scores(x, y, tolerance) ? 1 : std::max(1e-300, 1 + (x - y) / std::abs(y)));
  });
  return changes;
}

/// Ratio of expected costs. Both have the same seeds.
Estimate expected_ratio(const Scores& a, const Scores& b, double level) {
  const auto ratio = [&](std::span<const std::size_t> drawn) {
    const double x = expected_cost(a, drawn), y = expected_cost(b, drawn);
    return x == y ? 1 : x / y;
  };
  auto drawn = all_of(a);
  Estimate result{.value = ratio(drawn), .interval = {}};
  if (drawn.size() < min_for_interval) return result;
  std::vector<double> resampled;
  for (std::size_t number = 0; number < bootstrap_resamples; ++number) {
    resample(number, drawn);
    resampled.push_back(ratio(drawn));
  }
  result.interval = percentile_interval(std::move(resampled), widened_level(level, drawn.size()));
  return result;
}

/// Whether most runs of `to` never arrive, so that the ratio is that of expected costs.
bool by_expected_cost(const Scores& of, const Scores& to) {
  return !to.spent.empty() && std::isinf(quartiles(to.values).median) && to.seeds == of.seeds;
}

/// How many times worse `of` is than `to`; unknown for negative scores.
Estimate ratio_to(const Scores& of, const Scores& to, const Standard& standard) {
  if (by_expected_cost(of, to)) return expected_ratio(of, to, confidence_at(standard.alpha));
  auto ratios = paired_ratios(of, to, standard.round_off);
  return ratios.empty() ? Estimate{} : median_ratio(std::move(ratios), confidence_at(standard.alpha));
}

}  // namespace

double ratio_value(const Scores& of, const Scores& to, const Standard& standard) {
  if (by_expected_cost(of, to)) {
    const double x = expected_cost(of), y = expected_cost(to);
    return x == y ? 1 : x / y;
  }
  auto ratios = paired_ratios(of, to, standard.round_off);
  for (double& r : ratios) r = std::log(r);
  std::ranges::sort(ratios);
  return std::exp(median(ratios));
}

std::vector<double> log_ratios(const Scores& of, const Scores& to, double tolerance) {
  auto ratios = paired_ratios(of, to, tolerance);
  if (ratios.empty()) ratios = relative_changes(of, to, tolerance);
  for (double& r : ratios) r = std::log(r);
  return ratios;
}

PairComparison compare_pair(const Scores& of, const Scores& to, const Standard& standard) {
  PairComparison pair;
  const auto differences = paired_differences(of, to, standard.round_off);
  const auto result = signed_rank_test(differences);
  auto& test = pair.test;
  test.pairs = differences.size();
  test.exact = of.deterministic && to.deterministic;
  test.p = test.exact ? (result.count == 0 ? 1 : 0)
                      : std::min(1.0, result.p * static_cast<double>(standard.interim_analyses));
  test.effect = rank_biserial(differences);
  test.probability = probability_of_improvement(to.values, of.values);
  test.ratio = pair.size = ratio_to(of, to, standard);
  if (std::isnan(test.ratio.value))
    pair.size = median_ratio(relative_changes(of, to, standard.round_off), confidence_at(standard.alpha));
  if (test.exact) pair.size.interval = {pair.size.value, pair.size.value};
  for (const double d : differences) ++(d < 0 ? pair.wins : d > 0 ? pair.losses : pair.ties);
  return pair;
}

Posterior posterior_of(const Scores& of, const Scores& to, const Standard& standard) {
  if (of.deterministic && to.deterministic) return {};
  const auto logs = log_ratios(of, to, standard.round_off);
  return logs.size() < min_for_interval ? Posterior() : signed_rank_posterior(logs, std::log1p(standard.equivalence));
}

bool is_equivalent(const Interval& size, const Standard& standard) {
  const double most = 1 + standard.equivalence;
  return size.low >= 1 / most && size.high <= most;
}

bool is_worse(const Interval& size, const Standard& standard) { return size.low > 1 + standard.equivalence; }

bool is_better(const Interval& size, const Standard& standard) { return size.high < 1 / (1 + standard.equivalence); }

}  // namespace slalom::statistics
