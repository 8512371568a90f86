#include "statistics/problem.hpp"

#include "statistics/arrival.hpp"
#include "statistics/bootstrap.hpp"
#include "statistics/conclusions.hpp"
#include "statistics/describe.hpp"
#include "statistics/generalization.hpp"
#include "statistics/incidents.hpp"
#include "statistics/ladder.hpp"
#include "statistics/measured.hpp"
#include "statistics/quantile.hpp"
#include "statistics/ranks.hpp"
#include "statistics/rate_curves.hpp"
#include "statistics/significance.hpp"
#include "statistics/tally.hpp"
#include "statistics/variance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace slalom::report {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double deepest = 1e-18;  // of the loss at the start: what charts show

bool batches_differ(const ProblemRuns& runs) {
  std::set<std::string> batches;
  for (const auto& c : runs.cases) batches.insert(host::to_text(c.c->batch));
  return runs.facts.examples > 1 && batches.size() > 1;
}

MeasureResult measure(const CaseRuns& runs, const Measured& measured, std::size_t m, bool epochs) {
  std::vector<double> finals;
  std::vector<Series> by_steps, by_epochs;
  for (const auto& run : runs.results) {
    if (const double value = measured.final(run, m); !std::isnan(value)) finals.push_back(value);
    by_steps.push_back(measured.by_steps(run, m));
    if (epochs) by_epochs.push_back(measured.by_epochs(run, m));
  }
  std::vector<double> bests;
  for (const auto& run : runs.results) bests.push_back(measured.best(run, m));
  return {.final = spread(finals, measured.measures()[m].higher_is_better),
          .median_interval = estimate(finals, median).interval,
          .interquartile_mean = estimate(finals, interquartile_mean),
          .best = estimate(std::move(bests), median),
          .by_steps = curve(by_steps),
          .by_epochs = curve(by_epochs)};
}

template <class Number>
std::vector<double> median_spent(const CaseRuns& runs, Number host::Point::*amount, double unit = 1) {
  std::vector<Series> all;
  for (const auto& run : runs.results) all.push_back(Measured::spent(run, amount, unit));
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
    if (!s.y.empty()) s.afterwards = run.status == host::Status::diverged ? infinity : s.y.back();
    all.push_back(std::move(s));
  }
  return curve(all);
}

Trajectory trajectory(const CaseRuns& runs, const host::ProblemFacts& facts) {
  if (facts.dimension != 2 || runs.results.empty() || runs.results.front().trajectory.empty()) return {};
  const auto& run = runs.results.front();
  Trajectory t;
  t.seed = run.seed;
  for (std::size_t i = 0; i + 1 < run.trajectory.size(); i += 2) {
    t.x.push_back(run.trajectory[i]);
    t.y.push_back(run.trajectory[i + 1]);
  }
  if (run.status == host::Status::target) t.stop_step = static_cast<double>(run.steps);
  return t;
}

/// Which known minimum the runs ended nearest to; diverged ones ended nowhere.
void ends(const CaseRuns& runs, const host::ProblemFacts& facts, OptimizerResult& o) {
  o.minima.assign(facts.minimizers.size(), 0);
  std::vector<double> distances;
  for (const auto& run : runs.results) {
    const auto nearest = static_cast<std::size_t>(run.minimizer);
    if (run.status == host::Status::diverged || run.minimizer < 0 || nearest >= o.minima.size()) continue;
    ++o.minima[nearest];
    distances.push_back(run.distance);
  }
  o.distance = spread(distances);
}

Scores scores(const CaseRuns& runs, const Measured& measured, Score by) {
  Scores s;
  s.deterministic = deterministic(runs);
  for (const auto& run : runs.results) {
    s.seeds.push_back(run.seed);
    if (by == Score::final)
      s.values.push_back(measured.final(run, 0));
    else
      s.values.push_back(run.status == host::Status::target ? static_cast<double>(run.steps) : infinity);
  }
  return s;
}

/// Ranks by every measure and by score, and the comparison with the best.
void rank(ProblemComparison& p, const std::vector<Scores>& all, double tolerance) {
  auto& optimizers = p.optimizers;
  for (std::size_t m = 0; m < p.measures.size(); ++m) {
    std::vector<double> medians;
    for (const auto& o : optimizers) {
      const double median = o.measures[m].final.median;
      medians.push_back(p.measures[m].higher_is_better ? -median : median);
    }
    const auto by_measure = ranks(medians, m == 0 ? tolerance : 0);
    for (std::size_t i = 0; i < optimizers.size(); ++i) optimizers[i].measures[m].rank = by_measure[i];
  }

  std::vector<double> medians;
  for (const auto& s : all) medians.push_back(spread(s.values).median);
  const auto by_score = ranks(medians, tolerance);
  const auto best = std::min_element(medians.begin(), medians.end(),
                                     [](double a, double b) { return !std::isnan(a) && (std::isnan(b) || a < b); });
  const auto tests = test_against(static_cast<std::size_t>(best - medians.begin()), all, tolerance, p.looks);
  bool best_of_all = std::isfinite(*best);
  std::size_t others = 0;
  for (std::size_t i = 0; i < optimizers.size(); ++i) {
    optimizers[i].rank = by_score[i];
    optimizers[i].against_best = tests[i];
    if (medians.begin() + static_cast<std::ptrdiff_t>(i) == best || all[i].values.empty()) continue;
    ++others;
    best_of_all = best_of_all && tests[i].significant;
  }
  optimizers[static_cast<std::size_t>(best - medians.begin())].best = best_of_all && others > 0;
}

RunCurves single_seeds(const CaseRuns& runs, const Measured& measured, const Curve& medians) {
  if (runs.results.size() < 2 || deterministic(runs)) return {};
  std::vector<Series> all;
  for (const auto& run : runs.results) all.push_back(measured.by_steps(run, 0));
  return run_curves(all, medians.x);
}

/// What can be said of one optimizer without the others.
OptimizerResult result_of(const CaseRuns& c, const host::ProblemFacts& facts, const Measured& measured, bool epochs,
                          const Style& style) {
  const auto examples = static_cast<double>(facts.examples);
  OptimizerResult o = describe(*c.c, style);
  o.runs = tally(c);
  o.stop = arrival_at_stop(c, examples);
  o.targets = arrivals_at_targets(c, examples);
  for (std::size_t m = 0; m < measured.measures().size(); ++m) o.measures.push_back(measure(c, measured, m, epochs));
  o.progress = {.evaluations = median_spent(c, &host::Point::evaluations),
                .epochs = median_spent(c, &host::Point::examples, examples),
                .cpu_seconds = median_spent(c, &host::Point::cpu_seconds)};
  o.seeds = single_seeds(c, measured, o.measures.front().by_steps);
  ends(c, facts, o);
  o.generalization = generalization(c, facts);
  std::vector<double> seconds, shares, bytes;
  for (const auto& run : c.results) {
    if (run.steps > 0) seconds.push_back(run.cpu_seconds / static_cast<double>(run.steps));
    if (!std::isnan(run.optimizer_share)) shares.push_back(run.optimizer_share);
    if (!std::isnan(run.state_bytes)) bytes.push_back(run.state_bytes / static_cast<double>(facts.dimension));
  }
  o.seconds_per_step = spread(seconds);
  o.optimizer_share = spread(shares);
  o.bytes_per_parameter = spread(bytes);
  const auto& final = o.measures.front().final;
  if (final.lower > 0 && std::isfinite(final.upper)) o.seed_decades = std::log10(final.upper / final.lower);
  o.effective_step = effective_step(c);
  o.trajectory = trajectory(c, facts);
  return o;
}

double median_start(const ProblemRuns& runs, const Measured& measured) {
  std::vector<double> starts;
  for (const auto& c : runs.cases)
    for (const auto& run : c.results)
      if (!run.points.empty() && std::isfinite(measured.at(run, 0, 0))) starts.push_back(measured.at(run, 0, 0));
  return spread(starts).median;
}

}  // namespace

ProblemComparison compare_problem(const ProblemRuns& runs, const Styles& styles, std::size_t looks) {
  const Measured measured(runs);
  const bool epochs = batches_differ(runs);
  ProblemComparison p = describe(*runs.cases.front().c, runs.facts);
  p.looks = looks;
  p.measures = measured.measures();
  p.ladder = ladder(runs, measured);
  const auto range = cost_range(runs, measured);

  std::map<std::string, std::size_t> variants;
  std::vector<Style> style;
  for (const auto& c : runs.cases) style.push_back(styles.of(c.c->optimizer.family, variants[c.c->optimizer.family]++));
  p.optimizers.resize(runs.cases.size());
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < runs.cases.size(); ++i) {
    p.optimizers[i] = result_of(runs.cases[i], runs.facts, measured, epochs, style[i]);
    p.optimizers[i].speed = speed(runs.cases[i], measured, p.ladder, range);
  }

  std::set<std::uint64_t> seeds;
  bool all_stop = true;
  for (const auto& o : p.optimizers) {
    p.runs += o.runs;
    all_stop = all_stop && !std::isnan(o.stop.target);
  }
  for (const auto& c : runs.cases)
    for (const auto& run : c.results) seeds.insert(run.seed);
  p.seeds.assign(seeds.begin(), seeds.end());
  p.deterministic = std::all_of(runs.cases.begin(), runs.cases.end(),
                                [](const auto& c) { return c.results.empty() || deterministic(c); }) &&
                    !seeds.empty();
  p.score = all_stop && p.runs.reached > 0 ? Score::stop : Score::final;

  std::vector<Scores> all;
  for (const auto& c : runs.cases) all.push_back(scores(c, measured, p.score));
  rank(p, all, p.score == Score::final ? measured.tolerance() : 0);
  const double start = median_start(runs, measured);
  if (start > 0) p.floor = deepest * start;
  p.rate_curves = rate_curves(runs.cases, p.optimizers, styles, start);
  p.variance = variance_rows(runs.cases);
  p.incidents = incidents(runs.cases);

  const auto place = [](const OptimizerResult& o) { return o.rank == 0 ? infinity : o.rank; };
  std::stable_sort(p.optimizers.begin(), p.optimizers.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  p.conclusions = conclude(p);
  return p;
}

}  // namespace slalom::report
