#include "statistics/significance.hpp"

#include "statistics/signed_rank.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

bool same_points(const run::RunRecord& a, const run::RunRecord& b) {
  return a.status == b.status && a.steps == b.steps &&
         std::ranges::equal(a.points, b.points, [](const run::Point& x, const run::Point& y) {
           return x.step == y.step && x.evaluations == y.evaluations &&
                  (x.loss == y.loss || (std::isnan(x.loss) && std::isnan(y.loss)));
         });
}

}  // namespace

bool deterministic(const CaseRuns& runs) {
  const auto& all = runs.results;
  return !all.empty() && runs.failures.empty() && std::ranges::all_of(all, [&](const run::RunRecord& run) {
    return run.chance == run::Chance::none && !run.clock_ended && same_points(run, all.front());
  });
}

bool same_run(const CaseRuns& runs) {
  const auto& all = runs.results;
  return all.size() > 1 && std::ranges::all_of(all, [&](const run::RunRecord& run) {
           const bool went_somewhere = !run.points.empty() && run.points.back().step > 0;
           return went_somewhere && !run::without_result(run.status) && run.status != run::Status::diverged &&
                  same_points(run, all.front());
         });
}

std::vector<PairTest> test_against(std::size_t first, const std::vector<Scores>& scores, const Standard& standard) {
  std::vector<PairTest> tests(scores.size());
  std::vector<std::size_t> tested;
  std::vector<double> p;
  std::vector<Interval> sizes(scores.size());
  double largest = 0;  // of the uncorrected p
  double ranked = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i].values.empty()) continue;
    ++ranked;
    if (i == first) continue;
    const auto pair = compare_pair(scores[i], scores[first], standard);
    tests[i] = pair.test;
    sizes[i] = pair.size.interval;
    if (!pair.test.exact) {
      tested.push_back(i);
      p.push_back(pair.test.p);
    }
    largest = std::max(largest, pair.test.effect <= 0 ? 1 : pair.test.p);
  }
  for (double& each : p) each = std::min(1.0, each * ranked / 2);
  const auto corrected = holm(p);
  for (std::size_t k = 0; k < tested.size(); ++k) tests[tested[k]].p = std::min(corrected[k], largest);
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (std::isnan(tests[i].p)) continue;
    tests[i].equivalent = is_equivalent(sizes[i], standard);
    tests[i].significant = tests[i].effect > 0 && tests[i].p < standard.alpha && is_worse(sizes[i], standard);
  }
  return tests;
}

std::size_t least_seeds(std::size_t comparisons, double alpha) {
  // With all n differences on one side p = 2 / 2^n.
  return static_cast<std::size_t>(std::floor(std::log2(2 * static_cast<double>(comparisons) / alpha))) + 1;
}

}  // namespace slalom::statistics
