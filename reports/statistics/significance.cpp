#include "statistics/significance.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/effect_size.hpp"
#include "statistics/quantile.hpp"
#include "statistics/signed_rank.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace slalom::report {

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

bool same(double x, double y, double tolerance) { return x == y || std::abs(x - y) <= tolerance; }

std::vector<double> paired_differences(const Scores& a, const Scores& b, double tolerance) {
  std::vector<double> differences;
  for_each_pair(a, b, [&](double x, double y) { differences.push_back(same(x, y, tolerance) ? 0 : x - y); });
  return differences;
}

}  // namespace

namespace {

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

bool same_points(const host::RunRecord& a, const host::RunRecord& b) {
  return a.status == b.status && a.steps == b.steps &&
         std::ranges::equal(a.points, b.points, [](const host::Point& x, const host::Point& y) {
           return x.step == y.step && x.evaluations == y.evaluations &&
                  (x.loss == y.loss || (std::isnan(x.loss) && std::isnan(y.loss)));
         });
}

}  // namespace

bool deterministic(const CaseRuns& runs) {
  const auto& all = runs.results;
  return !all.empty() && runs.failures.empty() && std::ranges::all_of(all, [&](const host::RunRecord& run) {
    return run.chance == host::Chance::none && !run.clock_ended && same_points(run, all.front());
  });
}

bool same_run(const CaseRuns& runs) {
  const auto& all = runs.results;
  return all.size() > 1 && std::ranges::all_of(all, [&](const host::RunRecord& run) {
           const bool went_somewhere = !run.points.empty() && run.points.back().step > 0;
           return went_somewhere && !host::without_result(run.status) && run.status != host::Status::diverged &&
                  same_points(run, all.front());
         });
}

double expected_cost(const Scores& scores) { return expected_cost(scores, all_of(scores)); }

std::vector<double> paired_ratios(const Scores& a, const Scores& b, double tolerance) {
  std::vector<double> ratios;
  bool negative = false;
  for_each_pair(a, b, [&](double x, double y) {
    negative = negative || x < 0 || y < 0;
    ratios.push_back(same(x, y, tolerance) ? 1 : x / y);
  });
  return negative ? std::vector<double>{} : ratios;
}

Estimate median_ratio(std::vector<double> ratios) {
  for (double& r : ratios) r = std::log(r);
  auto e = estimate(std::move(ratios), median);
  for (auto* part : {&e.value, &e.interval.low, &e.interval.high}) *part = std::exp(*part);
  return e;
}

namespace {

/// Where losses are negative, a ratio means nothing: one plus the change, as a fraction of the first's.
std::vector<double> relative_changes(const Scores& a, const Scores& b, double tolerance) {
  std::vector<double> changes;
  for_each_pair(a, b, [&](double x, double y) {
    changes.push_back(same(x, y, tolerance) ? 1 : std::max(1e-300, 1 + (x - y) / std::abs(y)));
  });
  return changes;
}

/// Ratio of expected costs. Both have the same seeds.
Estimate expected_ratio(const Scores& a, const Scores& b) {
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
  result.interval = percentile_interval(std::move(resampled), widened_level(confidence, drawn.size()));
  return result;
}

/// How many times worse `other` is than the first; unknown for negative scores.
Estimate ratio_to(const Scores& first, const Scores& other, double round_off) {
  const bool mostly_never = !first.spent.empty() && std::isinf(quartiles(first.values).median);
  if (mostly_never && first.seeds == other.seeds) return expected_ratio(other, first);
  auto ratios = paired_ratios(other, first, round_off);
  return ratios.empty() ? Estimate{} : median_ratio(std::move(ratios));
}

}  // namespace

std::vector<PairTest> test_against(std::size_t first, const std::vector<Scores>& scores, const Standard& standard) {
  std::vector<PairTest> tests(scores.size());
  std::vector<std::size_t> tested;
  std::vector<double> p;
  std::vector<Estimate> sizes(scores.size());
  double largest = 0;  // of the uncorrected p
  double ranked = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i].values.empty()) continue;
    ++ranked;
    if (i == first) continue;
    auto& test = tests[i];
    const auto differences = paired_differences(scores[i], scores[first], standard.round_off);
    const auto result = signed_rank_test(differences);
    test.pairs = differences.size();
    test.exact = scores[i].deterministic && scores[first].deterministic;
    test.effect = rank_biserial(differences);
    test.probability = probability_of_improvement(scores[first].values, scores[i].values);
    test.ratio = sizes[i] = ratio_to(scores[first], scores[i], standard.round_off);
    if (std::isnan(test.ratio.value))
      sizes[i] = median_ratio(relative_changes(scores[i], scores[first], standard.round_off));
    if (test.exact) {
      test.p = result.count == 0 ? 1 : 0;
    } else {
      tested.push_back(i);
      p.push_back(std::min(1.0, result.p * static_cast<double>(standard.interim_analyses)));
    }
    largest = std::max(largest, test.effect <= 0 ? 1 : test.exact ? test.p : p.back());
  }
  for (double& each : p) each = std::min(1.0, each * ranked / 2);
  const auto corrected = holm(p);
  for (std::size_t k = 0; k < tested.size(); ++k) tests[tested[k]].p = std::min(corrected[k], largest);
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (std::isnan(tests[i].p)) continue;
    const double most = 1 + standard.equivalence;
    const auto& [value, interval] = sizes[i];
    const double low = tests[i].exact ? value : interval.low, high = tests[i].exact ? value : interval.high;
    tests[i].equivalent = low >= 1 / most && high <= most;
    tests[i].significant = tests[i].effect > 0 && tests[i].p < alpha && low > most;
  }
  return tests;
}

std::size_t least_seeds(std::size_t comparisons) {
  // With all n differences on one side p = 2 / 2^n.
  return static_cast<std::size_t>(std::floor(std::log2(2 * static_cast<double>(comparisons) / alpha))) + 1;
}

}  // namespace slalom::report
