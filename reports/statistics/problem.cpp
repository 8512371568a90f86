#include "statistics/problem.hpp"

#include "statistics/anytime.hpp"
#include "statistics/baseline.hpp"
#include "statistics/bootstrap.hpp"
#include "statistics/conclusions.hpp"
#include "statistics/cost.hpp"
#include "statistics/describe.hpp"
#include "statistics/failure_groups.hpp"
#include "statistics/generalization.hpp"
#include "statistics/infinity.hpp"
#include "statistics/metric_view.hpp"
#include "statistics/plane.hpp"
#include "statistics/power.hpp"
#include "statistics/quantile.hpp"
#include "statistics/rate_curves.hpp"
#include "statistics/run_counts.hpp"
#include "statistics/significance.hpp"
#include "statistics/standing.hpp"
#include "statistics/target_grid.hpp"
#include "statistics/time_to_target.hpp"
#include "statistics/variance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace slalom::statistics {

namespace {

constexpr double deepest = 1e-18;  // of the loss at the start: what charts show

bool batches_differ(const ProblemRuns& runs) {
  std::set<std::string> batches;
  for (const auto& c : runs.cases) batches.insert(suite::to_text(c.c->batch));
  return runs.info.examples > 1 && batches.size() > 1;
}

MeasureResult measure(const CaseRuns& runs, const MetricView& measured, std::size_t m, bool epochs) {
  std::vector<double> finals;
  std::vector<Series> by_steps, by_epochs;
  std::vector<double> bests;
  for (const auto& run : runs.results) {
    if (const double value = measured.final(run, m); !std::isnan(value)) finals.push_back(value);
    bests.push_back(measured.best(run, m));
    by_steps.push_back(measured.by_steps(run, m));
    if (epochs) by_epochs.push_back(measured.by_epochs(run, m));
  }
  const auto failed = finals.empty() ? 0 : runs.failures.size();  // each is the worst, as in ranks
  const double worst = measured.worst(m);
  finals.insert(finals.end(), failed, worst);
  bests.insert(bests.end(), failed, worst);
  by_steps.insert(by_steps.end(), failed, {.x = {0}, .y = {worst}, .afterwards = worst});
  if (epochs) by_epochs.insert(by_epochs.end(), failed, {.x = {0}, .y = {worst}, .afterwards = worst});
  return {.final = quartiles(finals, measured.measures()[m].higher_is_better),
          .median_interval = estimate(finals, median).interval,
          .interquartile_mean = estimate(finals, interquartile_mean),
          .best = estimate(std::move(bests), median),
          .by_steps = curve(by_steps),
          .by_epochs = curve(by_epochs)};
}

template <class Number>
std::vector<double> median_spent(const CaseRuns& runs, Number run::Point::*amount, double unit = 1) {
  std::vector<Series> all;
  for (const auto& run : runs.results) all.push_back(MetricView::spent(run, amount, unit));
  return curve(all).median;
}

Curve effective_step(const CaseRuns& runs) {
  std::vector<Series> all;
  for (const auto& run : runs.results) {
    Series s;
    for (const auto& point : run.points)
      if (std::isfinite(point.effective_step)) {
        s.x.push_back(static_cast<double>(point.step));
        s.y.push_back(point.effective_step);
      }
    if (!s.y.empty()) s.afterwards = run.status == run::Status::diverged ? infinity : s.y.back();
    all.push_back(std::move(s));
  }
  return curve(all);
}

Trajectory trajectory(const CaseRuns& runs, const run::ProblemInfo& info) {
  if (info.dimension != 2 || runs.results.empty() || runs.results.front().trajectory.empty()) return {};
  const auto& run = runs.results.front();
  auto t = timed(run);
  for (std::size_t i = 0; i + 1 < run.trajectory.size(); i += 2) {
    t.x.push_back(run.trajectory[i]);
    t.y.push_back(run.trajectory[i + 1]);
  }
  return t;
}

/// Which known minimum the runs ended nearest to; diverged ones ended nowhere.
void ends(const CaseRuns& runs, const run::ProblemInfo& info, OptimizerResult& o) {
  o.minima.assign(info.minimizers.size(), 0);
  std::vector<double> distances;
  for (const auto& run : runs.results) {
    const auto nearest = static_cast<std::size_t>(run.minimizer);
    if (run.status == run::Status::diverged || run.minimizer < 0 || nearest >= o.minima.size()) continue;
    ++o.minima[nearest];
    distances.push_back(run.distance);
  }
  o.distance = quartiles(distances);
}

double median_start(const ProblemRuns& runs, const MetricView& measured) {
  std::vector<double> starts;
  for (const auto& c : runs.cases)
    for (const auto& run : c.results)
      if (!run.points.empty() && std::isfinite(measured.at(run, 0, 0))) starts.push_back(measured.at(run, 0, 0));
  return quartiles(starts).median;
}

/// By seed; a failed run is infinitely bad. `raw` are the values that are shown.
struct ScoreOfRuns {
  Scores tested, raw;
};

template <class Value>
ScoreOfRuns score_of(const CaseRuns& runs, Value value) {
  std::map<std::uint64_t, std::pair<double, double>> by_seed;  // shown and tested
  for (const auto& run : runs.results)
    if (const auto v = value(run); !std::isnan(v.first)) by_seed[run.seed] = v;
  if (by_seed.empty()) return {};
  for (const auto& run : runs.failures) by_seed[run.seed] = {infinity, infinity};
  ScoreOfRuns s;
  s.tested.deterministic = s.raw.deterministic = deterministic(runs);
  for (const auto& [seed, v] : by_seed) {
    s.raw.seeds.push_back(seed);
    s.raw.values.push_back(v.first);
    s.tested.seeds.push_back(seed);
    s.tested.values.push_back(v.second);
  }
  return s;
}

/// A measure at the end, lower is better.
ScoreOfRuns final_scores(const CaseRuns& runs, const MetricView& measured, std::size_t m, double start) {
  const auto& metric = measured.measures()[m];
  return score_of(runs, [&](const run::RunRecord& run) {
    const double value = measured.final(run, m);
    if (m == 0) return std::pair(value, floored(value, start));
    const double score = metric.higher_is_better ? shortfall(metric.name, value) : value;
    return std::pair(score, score);
  });
}

/// The cost of reaching `stop`, which times on a busy machine make a matter of chance.
ScoreOfRuns stop_scores(const CaseRuns& runs, double examples, Unit unit) {
  auto s = score_of(runs, [&](const run::RunRecord& run) {
    const double cost = run.status == run::Status::target ? spent(run, examples, unit) : infinity;
    return std::pair(cost, cost);
  });
  std::map<std::uint64_t, double> by_seed;
  for (const auto* all : {&runs.results, &runs.failures})
    for (const auto& run : *all) by_seed[run.seed] = spent(run, examples, unit);
  for (const auto seed : s.tested.seeds) s.tested.spent.push_back(by_seed.at(seed));
  if (unit == Unit::cpu_seconds) s.tested.deterministic = false;
  return s;
}

double equivalence_of(const suite::Equivalence& all, const std::string& metric) {
  if (const auto own = all.find(metric); own != all.end()) return own->second;
  const auto general = all.find("");
  return general == all.end() ? standard_equivalence : general->second;
}

std::vector<Scores> of_common_seeds(const std::vector<ScoreOfRuns>& all, Scores ScoreOfRuns::*which) {
  std::vector<Scores> scores;
  for (const auto& s : all) scores.push_back(s.*which);
  return over_common_seeds(std::move(scores));
}

std::vector<Scores> tested(const std::vector<ScoreOfRuns>& all) { return of_common_seeds(all, &ScoreOfRuns::tested); }
std::vector<Scores> raw(const std::vector<ScoreOfRuns>& all) { return of_common_seeds(all, &ScoreOfRuns::raw); }

/// By what the p of the i-th is multiplied, if those that are more significant stay so: Holm's correction and that for
/// the choice of the first; by nothing if it is the only one left (significance.hpp).
double comparisons_of(const Standing& s, std::size_t i) {
  double left = 0, ranked = 0;
  for (std::size_t k = 0; k < s.tests.size(); ++k) {
    ranked += s.ranks[k] > 0 ? 1 : 0;
    left += s.tests[k].p >= s.tests[i].p ? 1 : 0;
  }
  return left > 1 ? left * ranked / 2 : 1;
}

/// Ranks by every measure and by score, and the comparisons with the best.
void rank(ProblemComparison& p, const ProblemRuns& runs, const MetricView& measured,
          const suite::Equivalence& equivalence) {
  auto& optimizers = p.optimizers;
  const auto scores_by = [&](auto score) {
    std::vector<ScoreOfRuns> all;
    for (const auto& c : runs.cases) all.push_back(score(c));
    return all;
  };
  const auto round_off = [&](std::size_t m) { return m == 0 ? measured.tolerance() : 0; };
  for (std::size_t m = 0; m < p.measures.size(); ++m) {
    const auto name = m == 0 ? "loss" : p.measures[m].name;
    const auto all = scores_by([&](const auto& c) { return final_scores(c, measured, m, p.start); });
    const auto s =
        standing(tested(all), {round_off(m), equivalence_of(equivalence, name), p.interim_analyses, p.alpha});
    const auto shown = raw(all);
    for (std::size_t i = 0; i < optimizers.size(); ++i) {
      const double median = quartiles(shown[i].values).median;
      const auto& metric = p.measures[m];
      optimizers[i].measures[m].ranked_median = metric.higher_is_better ? shortfall(metric.name, median) : median;
      optimizers[i].measures[m].rank = s.ranks[i];
      optimizers[i].measures[m].winner = s.best && i == s.first;
      optimizers[i].measures[m].against_best = s.tests[i];
    }
  }

  const bool stop = p.score == Score::stop;
  const auto all = scores_by([&](const auto& c) {
    return stop ? stop_scores(c, static_cast<double>(p.examples), p.unit) : final_scores(c, measured, 0, p.start);
  });
  p.equivalence = equivalence_of(equivalence, stop ? name_of(p.unit) : "loss");
  const auto scores = tested(all);
  p.round_off = stop ? 0 : measured.tolerance();
  const Standard standard{p.round_off, p.equivalence, p.interim_analyses, p.alpha};
  const auto s = standing(scores, standard);
  const auto shown = raw(all);
  for (std::size_t i = 0; i < optimizers.size(); ++i) {
    auto& o = optimizers[i];
    o.rank = s.ranks[i];
    o.best = s.best && i == s.first;
    o.against_best = s.tests[i];
    if (s.ranks[i] > 0 && i != s.first) {
      o.posterior = posterior_of(scores[i], scores[s.first], standard);
      const auto& test = o.against_best;
      if (!test.significant && !test.equivalent && !test.exact)
        o.seeds_needed = seeds_to_show(scores[i], scores[s.first], comparisons_of(s, i), standard);
      if (o.seeds_needed <= test.pairs) o.seeds_needed = 0;  // so many did not show it: ratios are not log-normal
    }
    o.score = quartiles(shown[i].values);
    o.score_interval = estimate(shown[i].values, median).interval;
    o.scores = scores[i];
    if (!scores[i].spent.empty()) o.expected_cost = expected_cost(scores[i]);
    p.ranked_seeds = std::max(p.ranked_seeds, shown[i].values.size());
  }
}

/// Ranks go by the cost of the goal where some optimizer reached it in a quarter of its runs with the seeds that all
/// have: fewer arrivals are luck.
Score score_by(const ProblemComparison& p, const ProblemRuns& runs) {
  constexpr std::ptrdiff_t quarter = 4;
  if (std::ranges::any_of(p.optimizers, [](const auto& o) { return std::isnan(o.stop.target); })) return Score::final;
  std::vector<ScoreOfRuns> all;
  for (const auto& c : runs.cases) all.push_back(stop_scores(c, static_cast<double>(p.examples), p.unit));
  const bool often = std::ranges::any_of(tested(all), [](const Scores& s) {
    const auto arrived = std::ranges::count_if(s.values, [](double cost) { return std::isfinite(cost); });
    return arrived > 0 && quarter * arrived >= std::ssize(s.values);
  });
  return often ? Score::stop : Score::final;
}

RunCurves single_seeds(const CaseRuns& runs, const MetricView& measured, const Curve& medians) {
  if (runs.results.size() < 2 || deterministic(runs)) return {};
  std::vector<Series> all;
  for (const auto& run : runs.results) all.push_back(measured.by_steps(run, 0));
  return run_curves(all, medians.x);
}

/// What can be said of one optimizer without the others.
OptimizerResult result_of(const CaseRuns& c, const run::ProblemInfo& info, const MetricView& measured, bool epochs,
                          const Style& style) {
  const auto examples = static_cast<double>(info.examples);
  OptimizerResult o = describe(*c.c, style);
  o.runs = run_counts(c);
  o.stop = time_to_stop(c, examples);
  o.targets = times_to_targets(c, examples);
  for (std::size_t m = 0; m < measured.measures().size(); ++m) o.measures.push_back(measure(c, measured, m, epochs));
  o.progress = {.evaluations = median_spent(c, &run::Point::evaluations),
                .epochs = median_spent(c, &run::Point::examples, examples),
                .cpu_seconds = median_spent(c, &run::Point::cpu_seconds)};
  o.seeds = single_seeds(c, measured, o.measures.front().by_steps);
  ends(c, info, o);
  o.generalization = generalization(c, info);
  std::vector<double> seconds, shares, bytes, evaluations, seen;
  for (const auto& run : c.results) {
    if (const auto steps = static_cast<double>(run.steps); steps > 0) {
      seconds.push_back(run.cpu_seconds / steps);
      evaluations.push_back(static_cast<double>(run.evaluations) / steps);
      seen.push_back(static_cast<double>(run.examples) / steps);
    }
    if (!std::isnan(run.optimizer_share)) shares.push_back(run.optimizer_share);
    if (!std::isnan(run.state_bytes)) bytes.push_back(run.state_bytes / static_cast<double>(info.dimension));
  }
  o.seconds_per_step = quartiles(seconds);
  o.evaluations_per_step = quartiles(std::move(evaluations)).median;
  o.examples_per_step = quartiles(std::move(seen)).median;
  o.optimizer_share = quartiles(shares);
  o.bytes_per_parameter = quartiles(bytes);
  const auto& final = o.measures.front().final;
  if (final.lower > 0 && std::isfinite(final.upper)) o.seed_decades = std::log10(final.upper / final.lower);
  o.effective_step = effective_step(c);
  o.trajectory = trajectory(c, info);
  return o;
}

std::vector<double> minimum_losses(const ProblemRuns& runs, const MetricView& measured) {
  std::vector<double> lowest(runs.info.minimizers.size(), unknown);
  for (const auto& c : runs.cases)
    for (const auto& run : c.results)
      if (const auto nearest = static_cast<std::size_t>(run.minimizer);
          run.minimizer >= 0 && nearest < lowest.size() && run.status != run::Status::diverged)
        lowest[nearest] = std::fmin(lowest[nearest], measured.final(run, 0));
  return lowest;
}

}  // namespace

ProblemComparison compare_problem(const ProblemRuns& runs, const Styles& styles, const Rules& rules) {
  const MetricView measured(runs);
  const bool epochs = batches_differ(runs);
  ProblemComparison p = describe(*runs.cases.front().c, runs.info);
  p.interim_analyses = rules.interim_analyses;
  p.alpha = rules.alpha;
  p.measures = measured.measures();
  p.target_grid = target_grid(runs, measured);
  p.unit = unit_of(runs.cases);

  std::map<std::string, std::size_t> variants;
  std::vector<Style> style;
  for (const auto& c : runs.cases) style.push_back(styles.of(c.c->optimizer.family, variants[c.c->optimizer.family]++));
  p.optimizers.resize(runs.cases.size());
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < runs.cases.size(); ++i) {
    p.optimizers[i] = result_of(runs.cases[i], runs.info, measured, epochs, style[i]);
    p.optimizers[i].speed = speed(runs.cases[i], measured, p.target_grid, p.unit);
  }

  std::set<std::uint64_t> seeds;
  for (const auto& o : p.optimizers) p.runs += o.runs;
  for (const auto& c : runs.cases)
    for (const auto& run : c.results) seeds.insert(run.seed);
  p.seeds.assign(seeds.begin(), seeds.end());
  p.score = score_by(p, runs);
  const bool by_clock = p.score == Score::stop && p.unit == Unit::cpu_seconds;
  p.deterministic = !seeds.empty() && !by_clock && std::ranges::all_of(runs.cases, [](const auto& c) {
    return c.results.empty() || deterministic(c);
  });
  p.start = median_start(runs, measured);
  rank(p, runs, measured, rules.equivalence);
  if (runs.info.dimension > 2) p.plane = project(runs, p.optimizers);
  if (p.start > 0) p.floor = deepest * p.start;
  p.minimum_losses = minimum_losses(runs, measured);
  p.rate_curves = rate_curves(runs.cases, p.optimizers, styles, p.start);
  p.variance = variance_rows(runs.cases);
  p.failure_groups = failure_groups(runs.cases);

  const auto place = [](const OptimizerResult& o) { return o.rank == 0 ? infinity : o.rank; };
  std::stable_sort(p.optimizers.begin(), p.optimizers.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  add_anytime(runs, measured, p);
  p.baseline = compare_with_baseline(p, rules.baseline);
  p.pairs = compare_all_pairs(p);
  p.conclusions = summarize(p);
  return p;
}

}  // namespace slalom::statistics
