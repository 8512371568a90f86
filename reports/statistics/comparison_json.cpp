// Comparisons as JSON: every member under its own name.
#include "statistics/comparison.hpp"
#include "statistics/cost.hpp"
#include "statistics/history.hpp"
#include "statistics/regression.hpp"
#include "statistics/short_json.hpp"

namespace slalom::statistics {

// As NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE, but one way only: nothing reads a report back. Not in an unnamed namespace,
// where the library's lookup would not see them.
#define SLALOM_TO_JSON(Type, ...)                                            \
  static void to_json(Json& nlohmann_json_j, const Type& nlohmann_json_t) {  \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_TO, __VA_ARGS__)) \
  }

/// Of series no more digits than charts show: they are most of a report. The stored runs have all.
static Json series(const std::vector<double>& values) {
  constexpr int digits = 6;
  Json list = Json::array();
  for (const double v : values) list.push_back(short_json(v, digits));
  return list;
}

static void to_json(Json& json, const Curve& c) {
  json = {{"x", series(c.x)}, {"median", series(c.median)}, {"lower", series(c.lower)}, {"upper", series(c.upper)}};
}

static void to_json(Json& json, const RunCurves& c) {
  json = {{"x", series(c.x)}, {"values", Json::array()}};
  for (const auto& run : c.values) json["values"].push_back(series(run));
}

static void to_json(Json& json, const StepFunction& s) { json = {{"x", series(s.x)}, {"y", series(s.y)}}; }

static void to_json(Json& json, const Progress& p) {
  json = {{"evaluations", series(p.evaluations)}, {"epochs", series(p.epochs)}, {"cpu_seconds", series(p.cpu_seconds)}};
}

static void to_json(Json& json, const Trajectory& t) {
  json = {{"seed", t.seed},
          {"x", series(t.x)},
          {"y", series(t.y)},
          {"steps", series(t.steps)},
          {"evaluations", series(t.evaluations)},
          {"cpu_seconds", series(t.cpu_seconds)},
          {"stop_step", t.stop_step}};
}

static void to_json(Json& json, const Landscape& l) {
  json = {{"columns", l.columns}, {"rows", l.rows}, {"x_from", l.x_from},        {"x_to", l.x_to},
          {"y_from", l.y_from},   {"y_to", l.y_to}, {"values", series(l.values)}};
}

static void to_json(Json& json, Score score) { json = score == Score::stop ? "stop" : "final"; }

static void to_json(Json& json, Unit unit) { json = name_of(unit); }

static void to_json(Json& json, Against verdict) {
  static constexpr std::array names{"better", "worse", "equivalent", "unclear"};
  json = names.at(static_cast<std::size_t>(verdict));
}

static void to_json(Json& json, Verdict verdict) {
  static constexpr std::array names{"better", "worse", "same", "unclear"};
  json = names.at(static_cast<std::size_t>(verdict));
}

SLALOM_TO_JSON(Quartiles, count, median, lower, upper, best, worst)
SLALOM_TO_JSON(Interval, low, high)
SLALOM_TO_JSON(Estimate, value, interval)
SLALOM_TO_JSON(RunCounts, planned, finished, diverged, failed, skipped, missing, reached, clock_ended)
SLALOM_TO_JSON(ExpectedTime, steps, evaluations, examples, epochs, cpu_seconds)
SLALOM_TO_JSON(TimeToTarget, target, reached, runs, steps, evaluations, epochs, expected)
SLALOM_TO_JSON(Metric, name, higher_is_better)
SLALOM_TO_JSON(Style, color, dash)
SLALOM_TO_JSON(Scores, seeds, values, spent, deterministic)
SLALOM_TO_JSON(PairTest, pairs, p, exact, effect, probability, ratio, significant, equivalent)
SLALOM_TO_JSON(Posterior, better, equivalent, worse)
SLALOM_TO_JSON(BaselineRow, label, wins, ties, losses, ratio, p, exact, posterior, verdict)
SLALOM_TO_JSON(BaselineComparison, label, rows)
SLALOM_TO_JSON(BaselineCount, label, wins, ties, losses, ratio)
SLALOM_TO_JSON(BaselineSummary, label, problems, rows)
SLALOM_TO_JSON(AllPairs, labels, ratio, p, exact)
static void to_json(Json& json, const Attainment& a) {
  json = {{"optimizers", a.optimizers},
          {"costs", series(a.costs)},
          {"losses", series(a.losses)},
          {"attained", Json::array()}};
  for (const auto& rows : a.attained) {
    auto& matrix = json["attained"].emplace_back(Json::array());
    for (const auto& row : rows) matrix.push_back(series(row));
  }
}

SLALOM_TO_JSON(MeasureResult, final, median_interval, interquartile_mean, best, ranked_median, rank, winner,
               against_best, by_steps, by_epochs)
SLALOM_TO_JSON(Speed, runtimes, expected, scores)
SLALOM_TO_JSON(Generalization, train, test, gap, best_epoch, best_test)
SLALOM_TO_JSON(OptimizerResult, label, family, optimizer, plugin_hash, settings, learning_rate, schedule, batch, budget,
               precision, style, runs, best, rank, score, score_interval, scores, expected_cost, against_best,
               posterior, seeds_needed, stop, targets, measures, minima, distance, progress, seeds, speed, anytime,
               generalization, seconds_per_step, optimizer_share, bytes_per_parameter, evaluations_per_step,
               examples_per_step, seed_decades, effective_step, trajectory)
SLALOM_TO_JSON(FailureGroup, optimizer, status, reason, output, seeds, run)
SLALOM_TO_JSON(RatePoint, optimizer, learning_rate, final, runs, diverged)
SLALOM_TO_JSON(RateCurve, name, style, points, acceptable_min, acceptable_max)
SLALOM_TO_JSON(VarianceRow, batch, runs, measured, theory, largest_deviation)
SLALOM_TO_JSON(Plane, best, third, fraction, minimizers)
SLALOM_TO_JSON(MeanRank, label, style, mean_rank, wins, score, runtimes, performance, data)
SLALOM_TO_JSON(RankTest, chi_squared, p, f, f_p, concordance, alpha, permutation, critical_difference, first_p, cliques,
               warnings)
SLALOM_TO_JSON(Ranking, problems, functions, cost, optimizers, test)
SLALOM_TO_JSON(IncompleteRanking::Row, label, functions, mean_rank)
SLALOM_TO_JSON(IncompleteRanking, functions, statistic, p, degrees, permutation, optimizers)
SLALOM_TO_JSON(TunedPoint, values, score)
SLALOM_TO_JSON(TunedOptimizer, label, style, diverged, failed, trials, untuned, chosen, chosen_score, expected,
               good_decades, at_edge, warnings)
SLALOM_TO_JSON(ProblemTuning, on, effort, equal, optimizers)
SLALOM_TO_JSON(EffortRanking::Row, label, mean_ranks)
SLALOM_TO_JSON(EffortRanking, efforts, problems, optimizers)
SLALOM_TO_JSON(ProblemComparison, label, problem, plugin_hash, settings, dimension, examples, minimum, minimum_unknown,
               minimizers, seeds, start, minimum_losses, measures, targets, target_grid, stop, score, unit, equivalence,
               round_off, ranked_seeds, floor, log_steps, deterministic, interim_analyses, alpha, runs, optimizers,
               failure_groups, rate_curves, variance, landscape, plane, tuning, baseline, pairs, attainment,
               conclusions)
SLALOM_TO_JSON(ExperimentComparison, suite, name, about, question, headlines, problems, ranking, incomplete, effort,
               baseline, conclusions)
SLALOM_TO_JSON(Fact, name, value)
SLALOM_TO_JSON(SuiteSource, name, about, text, results, command, provenance)
SLALOM_TO_JSON(Comparison, title, notes, threats, suites, cases, runs, alpha, experiments, ranking)

SLALOM_TO_JSON(RegressionRow, suite, experiment, problem, optimizer, pairs, ratio, p, exact, verdict, reason,
               more_seeds, detectable, lost_in_a, lost_in_b, lost_in_both, lost_p, failed_in_a, failed_in_b,
               failed_in_both, missing_in_b, only_in_a, only_in_b)

SLALOM_TO_JSON(HistoryEntry, results, suite, started)
SLALOM_TO_JSON(HistorySeries, suite, experiment, problem, optimizer, score, entries, values, same_since, changed_at,
               ratio, p, changed)

#undef SLALOM_TO_JSON

Json to_json(const Comparison& comparison) {
  Json json{{"report_format", 2}};
  json.update(Json(comparison));
  return json;
}

Json to_json(const History& history) {
  return {{"history_format", 1}, {"alpha", history.alpha}, {"entries", history.entries}, {"series", history.series}};
}

Json to_json(const Regression& regression) {
  return {{"compare_format", 2},
          {"worse", regression.worse},
          {"undecided", regression.undecided},
          {"power", regression.power},
          {"time_power", regression.time_power},
          {"notes", regression.notes},
          {"quality", regression.quality},
          {"time", regression.time}};
}

}  // namespace slalom::statistics
