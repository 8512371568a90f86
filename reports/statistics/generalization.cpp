#include "statistics/generalization.hpp"

#include "statistics/quantile.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

/// Whether the training loss contains a penalty, which test losses do not.
bool has_penalty(const Json& settings) {
  if (!settings.is_object()) return false;
  for (const auto* key : {"l2", "lambda", "penalty", "weight_decay"})
    if (const auto found = settings.find(key);
        found != settings.end() && found->is_number() && found->get<double>() > 0)
      return true;
  return std::ranges::any_of(settings, has_penalty);
}

}  // namespace

Generalization generalization(const CaseRuns& runs, const run::ProblemInfo& info) {
  const auto found = std::find(info.metrics.begin(), info.metrics.end(), "test_loss");
  if (found == info.metrics.end()) return {};
  const auto metric = static_cast<std::size_t>(found - info.metrics.begin());
  Generalization g;
  std::vector<double> gaps, epochs, lowest;
  for (const auto& run : runs.results) {
    if (run.status == run::Status::diverged || run.metrics.size() != run.points.size() * info.metrics.size()) continue;
    const auto test_at = [&](std::size_t i) { return run.metrics[i * info.metrics.size() + metric]; };
    std::size_t best = run.points.size();
    for (std::size_t i = 0; i < run.points.size(); ++i)
      if (std::isfinite(test_at(i)) && (best == run.points.size() || test_at(i) < test_at(best))) best = i;
    const double train = run.points.empty() ? unknown : run.points.back().loss;
    const double test = run.points.empty() ? unknown : test_at(run.points.size() - 1);
    if (best == run.points.size() || !std::isfinite(train) || !std::isfinite(test)) continue;
    g.train.push_back(train);
    g.test.push_back(test);
    gaps.push_back(test - train);
    epochs.push_back(static_cast<double>(run.points[best].examples) / static_cast<double>(info.examples));
    lowest.push_back(test_at(best));
  }
  if (!has_penalty(runs.c->problem.settings)) g.gap = quartiles(gaps);
  g.best_epoch = quartiles(epochs);
  g.best_test = quartiles(lowest);
  return g;
}

}  // namespace slalom::statistics
