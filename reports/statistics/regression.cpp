#include "statistics/regression.hpp"

#include "statistics/comparable.hpp"
#include "statistics/measured.hpp"
#include "statistics/numbers.hpp"
#include "statistics/signed_rank.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace slalom::report {

namespace {

constexpr double nothing = 1e-12;  // of the start's loss: what is below counts as equally good
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double power_quantile = 0.8416, level_quantile = 1.96;  // normal quantiles of 80 % and 97.5 %
constexpr double wilcoxon_efficiency = 3 / 3.14159265358979;      // against the t test on normal data

using Key = std::tuple<std::string, std::string, std::string>;

struct Loaded {
  std::vector<Key> order;
  std::map<Key, ProblemRuns> cases;  ///< with one case each
};

Loaded load_all(const Source& source) {
  Loaded loaded;
  for (const auto& plan : source.plans) {
    const auto runs = runs_by_case(plan);
    for (std::size_t i = 0; i < plan.cases.size(); ++i) {
      const auto& c = plan.cases[i];
      if (c.phase == host::Phase::tuning) continue;
      Key key{plan.experiments[c.experiment].name, c.problem.label, c.optimizer.label};
      if (loaded.cases.contains(key)) continue;
      loaded.order.push_back(key);
      loaded.cases.emplace(std::move(key), load(source, plan, {i}, runs));
    }
  }
  return loaded;
}

double metric_of(const ProblemRuns& runs, const Measured& measured, const host::RunRecord& run, const std::string& name,
                 bool by_stop) {
  const auto worst_unless = [&](bool reached, double value) { return reached ? value : infinity; };
  if (by_stop || name == "steps")
    return worst_unless(run.status == host::Status::target, static_cast<double>(run.steps));
  if (name == "evaluations")
    return worst_unless(run.status == host::Status::target, static_cast<double>(run.evaluations));
  if (name != "score" && name != "final_loss" && name != "best_loss") {
    const auto found = std::find(runs.facts.metrics.begin(), runs.facts.metrics.end(), name);
    if (found == runs.facts.metrics.end()) return unknown;
    const auto m = static_cast<std::size_t>(found - runs.facts.metrics.begin()) + 1;
    const double value = measured.final(run, m);
    return measured.measures()[m].higher_is_better ? 1 - value : value;
  }
  const double value = name == "best_loss" ? measured.best(run, 0) : measured.final(run, 0);
  const double start = run.points.empty() ? 0 : measured.at(run, 0, 0);
  return value < 0 ? value : std::max(value, nothing * std::abs(start));
}

/// Of a shorter run the time tells more of the machine than of the optimizer.
constexpr double shortest_timed = 0.01;

double seconds_a_step(const host::RunRecord& run) {
  const bool timed = run.steps > 0 && run.cpu_seconds >= shortest_timed;
  return timed ? run.cpu_seconds / static_cast<double>(run.steps) : unknown;
}

template <class Value>
Scores scores(const ProblemRuns& runs, Value value) {
  Scores s;
  for (const auto& run : runs.cases.front().results)
    if (const double v = value(run); !std::isnan(v)) s.seeds.push_back(run.seed), s.values.push_back(v);
  return s;
}

/// Where losses are negative a ratio means nothing: one plus the change, as a share of A's.
std::vector<double> ratios_of(const Scores& b, const Scores& a) {
  auto ratios = paired_ratios(b, a, 0);
  if (!ratios.empty() || a.values.empty() || b.values.empty()) return ratios;
  std::map<std::uint64_t, double> before;
  for (std::size_t i = 0; i < a.seeds.size(); ++i) before[a.seeds[i]] = a.values[i];
  for (std::size_t i = 0; i < b.seeds.size(); ++i)
    if (const auto it = before.find(b.seeds[i]); it != before.end())
      ratios.push_back(
          it->second == b.values[i] ? 1 : std::max(1e-300, 1 + (b.values[i] - it->second) / std::abs(it->second)));
  return ratios;
}

/// How many seeds would show the difference that is there, or at least the tolerance.
std::size_t seeds_to_tell(const std::vector<double>& logarithms, double difference, double tolerance) {
  double mean = 0, squares = 0;
  for (double x : logarithms) mean += x / static_cast<double>(logarithms.size());
  for (double x : logarithms) squares += (x - mean) * (x - mean);
  const double deviation = std::sqrt(squares / static_cast<double>(logarithms.size() - 1));
  const double shift = std::max(std::abs(difference), std::log1p(tolerance));
  const double n = std::pow((level_quantile + power_quantile) * deviation / shift, 2) / wilcoxon_efficiency;
  return std::isfinite(n) && n < 1e6 ? static_cast<std::size_t>(std::ceil(n)) : 0;
}

class Rows {
 public:
  void add(const Key& key, const std::vector<double>& ratios) {
    if (ratios.empty()) return;
    auto& row = rows_.emplace_back();
    std::tie(row.experiment, row.problem, row.optimizer) = key;
    row.pairs = ratios.size();
    row.ratio = median_ratio(ratios);
    row.exact = ratios.size() > 1 && std::set<double>(ratios.begin(), ratios.end()).size() == 1;
    auto& logarithms = logarithms_.emplace_back();
    for (double r : ratios) logarithms.push_back(std::log(r));
  }

  /// Tests every row, corrects for their number, and judges.
  std::vector<RegressionRow> judged(double alpha, double tolerance) {
    std::vector<double> p;
    for (const auto& l : logarithms_) p.push_back(signed_rank_test(l).p);
    const auto corrected = holm(p);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      auto& row = rows_[i];
      row.p = corrected[i];
      row.verdict = verdict(row, alpha, tolerance);
      if (row.verdict != Verdict::unclear || row.pairs < 2) continue;
      const auto needed =
          std::max(least_seeds(rows_.size()), seeds_to_tell(logarithms_[i], std::log(row.ratio.value), tolerance));
      row.more_seeds = needed > row.pairs ? needed - row.pairs : 0;
    }
    return std::move(rows_);
  }

 private:
  static Verdict verdict(const RegressionRow& row, double alpha, double tolerance) {
    const double most = 1 + tolerance, least = 1 / most;
    const auto& [low, high] = row.ratio.interval;
    const bool matters = row.ratio.value > most || row.ratio.value < least;
    const auto direction = row.ratio.value > 1 ? Verdict::worse : Verdict::better;
    if (row.exact) return matters ? direction : Verdict::same;
    if (low >= least && high <= most) return Verdict::same;
    const bool told = row.p < alpha && (low > 1 || high < 1);
    if (told) return matters ? direction : Verdict::same;
    return Verdict::unclear;
  }

  std::vector<RegressionRow> rows_;
  std::vector<std::vector<double>> logarithms_;
};

bool all_reach_stop(const ProblemRuns& runs) {
  const auto& results = runs.cases.front().results;
  return std::any_of(results.begin(), results.end(), [](const auto& r) { return r.status == host::Status::target; });
}

void note_unmatched(const Loaded& here, const Loaded& there, const char* name, std::vector<std::string>& notes) {
  std::size_t count = 0;
  std::string first;
  for (const auto& key : here.order)
    if (!there.cases.contains(key) && count++ == 0)
      first = fmt::format("{} on {}", clean_text(std::get<2>(key)), clean_text(std::get<1>(key)));
  if (count > 0)
    notes.push_back(fmt::format("Only {} has {}: {}{}.", name, counted(count, "pair"), first, count > 1 ? ", …" : ""));
}

/// What is not the same in A and B although its name is, a sentence for each set of differences.
void note_differences(const Loaded& before, const Loaded& after, std::vector<std::string>& notes) {
  struct Pairs {
    std::size_t count = 0;
    std::string first;
  };
  std::map<std::string, Pairs> by_difference;
  for (const auto& key : before.order) {
    const auto there = after.cases.find(key);
    if (there == after.cases.end()) continue;
    const auto different = differences(*before.cases.at(key).cases.front().c, *there->second.cases.front().c);
    if (different.empty()) continue;
    auto& pairs = by_difference[fmt::format("{}", fmt::join(different, ", "))];
    if (pairs.count++ == 0)
      pairs.first = fmt::format("{} on {}", clean_text(std::get<2>(key)), clean_text(std::get<1>(key)));
  }
  for (const auto& [different, pairs] : by_difference)
    notes.push_back(fmt::format("A and B differ in the {} of {}: {}{}.", different, counted(pairs.count, "pair"),
                                pairs.first, pairs.count > 1 ? ", …" : ""));
}

}  // namespace

bool is_regression_metric(const std::string& metric, const std::vector<Source>& sources) {
  for (const auto* known : {"score", "final_loss", "best_loss", "steps", "evaluations"})
    if (metric == known) return true;
  for (const auto& source : sources)
    for (const auto& plan : source.plans)
      for (const auto& c : plan.cases)
        if (const auto facts = source.facts(c))
          if (std::find(facts->metrics.begin(), facts->metrics.end(), metric) != facts->metrics.end()) return true;
  return false;
}

Regression find_regressions(const Source& a, const Source& b, const RegressionOptions& options) {
  const auto before = load_all(a), after = load_all(b);
  Regression result;
  note_unmatched(before, after, "A", result.notes);
  note_unmatched(after, before, "B", result.notes);
  note_differences(before, after, result.notes);
  Rows quality, time;
  std::size_t untimed = 0;
  for (const auto& key : before.order) {
    const auto there = after.cases.find(key);
    if (there == after.cases.end()) continue;
    const auto& runs_a = before.cases.at(key);
    const auto& runs_b = there->second;
    const bool by_stop = options.metric == "score" && (all_reach_stop(runs_a) || all_reach_stop(runs_b));
    const auto score = [&](const ProblemRuns& runs) {
      const Measured measured(runs);
      return scores(runs, [&](const auto& r) { return metric_of(runs, measured, r, options.metric, by_stop); });
    };
    quality.add(key, ratios_of(score(runs_b), score(runs_a)));
    const auto times = ratios_of(scores(runs_b, seconds_a_step), scores(runs_a, seconds_a_step));
    if (times.empty()) ++untimed;
    time.add(key, times);
  }
  if (untimed > 0)
    result.notes.push_back(fmt::format("Time is not judged of {}: their runs take less than {:g} ms.",
                                       counted(untimed, "pair"), 1000 * shortest_timed));
  result.quality = quality.judged(options.alpha, options.tolerance);
  result.time = time.judged(options.alpha, options.time_tolerance);
  for (const auto* rows : {&result.quality, &result.time})
    result.worse = result.worse || std::any_of(rows->begin(), rows->end(),
                                               [](const auto& row) { return row.verdict == Verdict::worse; });
  return result;
}

}  // namespace slalom::report
