#include "statistics/history.hpp"

#include "statistics/change_point.hpp"
#include "statistics/compare.hpp"
#include "statistics/cost.hpp"
#include "statistics/quantile.hpp"
#include "statistics/signed_rank.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace slalom::statistics {

namespace {

std::string started(const SuiteSource& suite) {
  const auto fact = std::ranges::find(suite.provenance, "started", &Fact::name);
  return fact == suite.provenance.end() ? "" : fact->value;
}

std::string score_of(const ProblemComparison& p) {
  return p.score == Score::stop ? in_words(p.unit) : "final " + p.measures.front().name;
}

/// Where a series is in the history, and what its last folder's seeds gave.
struct Known {
  std::size_t series = 0;
  std::vector<double> last;
};

using KnownSeries = std::map<std::vector<std::string>, Known>;

void add(const Snapshot& snapshot, std::size_t index, KnownSeries& known, History& history) {
  for (const auto& row : snapshot.rows) {
    const auto [found, is_new] =
        known.try_emplace({snapshot.entry.suite, row.experiment, row.problem, row.optimizer, row.score});
    if (is_new) {
      found->second.series = history.series.size();
      history.series.push_back({.suite = snapshot.entry.suite,
                                .experiment = row.experiment,
                                .problem = row.problem,
                                .optimizer = row.optimizer,
                                .score = row.score,
                                .style = row.style});
    }
    auto& series = history.series[found->second.series];
    if (found->second.last != row.scores) series.same_since = series.values.size();
    found->second.last = row.scores;
    series.entries.push_back(index);
    series.values.push_back(quartiles(row.scores));
  }
}

void find_change(HistorySeries& series) {
  std::vector<double> medians;
  for (const auto& v : series.values) medians.push_back(v.median);
  const auto change = pettitt_test(medians);
  series.changed_at = change.after;
  series.p = change.p;
  const auto middle = [](auto from, auto to) { return quartiles(std::vector<double>(from, to)).median; };
  const auto at = medians.begin() + static_cast<std::ptrdiff_t>(change.after);
  if (medians.size() > 1) series.ratio = middle(at, medians.end()) / middle(medians.begin(), at);
}

}  // namespace

std::vector<Snapshot> snapshots(const std::string& results, const Comparison& comparison) {
  std::vector<Snapshot> all;
  for (const auto& suite : comparison.suites) {
    auto& snapshot = all.emplace_back();
    snapshot.entry = {.results = results, .suite = suite.name, .started = started(suite)};
    for (const auto& e : comparison.experiments)
      for (const auto& p : e.problems)
        for (const auto& o : p.optimizers)
          if (e.suite == suite.name && !o.scores.values.empty())
            snapshot.rows.push_back({e.name, p.label, o.label, score_of(p), o.style, o.scores.values});
  }
  return all;
}

History history(std::vector<Snapshot> snapshots, double alpha) {
  std::ranges::stable_sort(snapshots, {}, [](const Snapshot& s) { return s.entry.started; });
  History history{.alpha = alpha, .entries = {}, .series = {}};
  KnownSeries known;
  for (const auto& snapshot : snapshots) {
    add(snapshot, history.entries.size(), known, history);
    history.entries.push_back(snapshot.entry);
  }
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < history.series.size(); ++i) find_change(history.series[i]);
  std::vector<double> p;
  for (const auto& series : history.series) p.push_back(series.p);
  const auto corrected = holm(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    history.series[i].p = corrected[i];
    history.series[i].changed = corrected[i] < alpha;
  }
  std::ranges::stable_sort(history.series, {}, [](const auto& s) { return !s.changed; });
  return history;
}

History history(const std::vector<std::filesystem::path>& results, double alpha) {
  std::vector<Snapshot> all;
  for (const auto& folder : results)
    std::ranges::move(snapshots(folder.string(), compare(std::vector{folder}, {.alpha = alpha, .baseline = {}})),
                      std::back_inserter(all));
  return history(std::move(all), alpha);
}

}  // namespace slalom::statistics
