#include "statistics/significance.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/effect_size.hpp"
#include "statistics/quantile.hpp"
#include "statistics/signed_rank.hpp"

#include <algorithm>
#include <cmath>

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

bool deterministic(const CaseRuns& runs) {
  const auto& all = runs.results;
  return all.size() > 1 && std::all_of(all.begin(), all.end(), [&](const host::RunRecord& run) {
           return run.steps == all.front().steps && run.status == all.front().status && !run.points.empty() &&
                  !all.front().points.empty() &&
                  (run.points.back().loss == all.front().points.back().loss || run.status == host::Status::diverged);
         });
}

bool same_run(const CaseRuns& runs) {
  const auto same_point = [](const host::Point& a, const host::Point& b) {
    return a.step == b.step && a.loss == b.loss;
  };
  const auto& all = runs.results;
  return all.size() > 1 && std::ranges::all_of(all, [&](const host::RunRecord& run) {
           const bool went_somewhere = !run.points.empty() && run.points.back().step > 0;
           return went_somewhere && !host::without_result(run.status) && run.status != host::Status::diverged &&
                  std::ranges::equal(run.points, all.front().points, same_point);
         });
}

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

std::vector<PairTest> test_against(std::size_t best, const std::vector<Scores>& scores, double tolerance,
                                   std::size_t looks) {
  std::vector<PairTest> tests(scores.size());
  std::vector<std::size_t> tested;
  std::vector<double> p;
  std::vector<bool> favors_best(scores.size(), false);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (i == best || scores[i].values.empty()) continue;
    const auto differences = paired_differences(scores[i], scores[best], tolerance);
    const auto result = signed_rank_test(differences);
    const auto n = static_cast<double>(result.count);
    tests[i].pairs = differences.size();
    tests[i].exact = scores[i].deterministic && scores[best].deterministic;
    tests[i].effect = rank_biserial(differences);
    tests[i].probability = probability_of_improvement(scores[best].values, scores[i].values);
    tests[i].ratio = median_ratio(paired_ratios(scores[i], scores[best], tolerance));
    favors_best[i] = result.statistic > n * (n + 1) / 4;
    if (tests[i].exact) {
      tests[i].p = result.count == 0 ? 1 : 0;
    } else {
      tested.push_back(i);
      p.push_back(std::min(1.0, result.p * static_cast<double>(looks)));
    }
  }
  const auto corrected = holm(p);
  for (std::size_t k = 0; k < tested.size(); ++k) tests[tested[k]].p = corrected[k];
  for (std::size_t i = 0; i < tests.size(); ++i)
    tests[i].significant = favors_best[i] && tests[i].p < alpha && !(tests[i].ratio.interval.low <= 1);
  return tests;
}

std::size_t least_seeds(std::size_t comparisons) {
  // With all n differences on one side p = 2 / 2^n.
  return static_cast<std::size_t>(std::floor(std::log2(2 * static_cast<double>(comparisons) / alpha))) + 1;
}

}  // namespace slalom::report
