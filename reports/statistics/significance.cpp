#include "statistics/significance.hpp"

#include "statistics/signed_rank.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::report {

namespace {

std::vector<double> paired_differences(const Scores& a, const Scores& b, double tolerance) {
  std::vector<double> differences;
  for (std::size_t i = 0, k = 0; i < a.seeds.size() && k < b.seeds.size();) {
    if (a.seeds[i] < b.seeds[k]) {
      ++i;
    } else if (a.seeds[i] > b.seeds[k]) {
      ++k;
    } else {
      const bool same = a.values[i] == b.values[k] || std::abs(a.values[i] - b.values[k]) <= tolerance;
      differences.push_back(same ? 0 : a.values[i] - b.values[k]);
      ++i, ++k;
    }
  }
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

std::vector<PairTest> test_against(std::size_t best, const std::vector<Scores>& scores, double tolerance) {
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
    favors_best[i] = result.statistic > n * (n + 1) / 4;
    if (tests[i].exact) {
      tests[i].p = result.count == 0 ? 1 : 0;
    } else {
      tested.push_back(i);
      p.push_back(result.p);
    }
  }
  const auto corrected = holm(p);
  for (std::size_t k = 0; k < tested.size(); ++k) tests[tested[k]].p = corrected[k];
  for (std::size_t i = 0; i < tests.size(); ++i) tests[i].significant = favors_best[i] && tests[i].p < alpha;
  return tests;
}

std::size_t least_seeds(std::size_t comparisons) {
  // With all n differences on one side p = 2 / 2^n.
  return static_cast<std::size_t>(std::floor(std::log2(2 * static_cast<double>(comparisons) / alpha))) + 1;
}

}  // namespace slalom::report
