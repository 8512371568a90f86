// A Comparison as JSON: every member under its own name.
#include "statistics/comparison.hpp"

namespace slalom::report {

// As NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE, but one way only: nothing reads a report back. Not in an unnamed namespace,
// where the library's lookup would not see them.
#define SLALOM_TO_JSON(Type, ...)                                            \
  static void to_json(Json& nlohmann_json_j, const Type& nlohmann_json_t) {  \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_TO, __VA_ARGS__)) \
  }

static void to_json(Json& json, Score score) { json = score == Score::stop ? "stop" : "final"; }

SLALOM_TO_JSON(Spread, count, median, lower, upper, best, worst)
SLALOM_TO_JSON(Curve, x, median, lower, upper)
SLALOM_TO_JSON(Tally, planned, finished, diverged, failed, missing, reached, clock_ended)
SLALOM_TO_JSON(Arrival, target, reached, runs, steps, evaluations, epochs)
SLALOM_TO_JSON(Measure, name, higher_is_better)
SLALOM_TO_JSON(MeasureResult, final, rank, by_steps, by_epochs)
SLALOM_TO_JSON(Style, color, dash)
SLALOM_TO_JSON(Trajectory, seed, x, y, stop_step)
SLALOM_TO_JSON(PairTest, pairs, p, exact, significant)
SLALOM_TO_JSON(OptimizerResult, label, family, optimizer, plugin_hash, settings, learning_rate, schedule, batch, budget,
               precision, style, runs, best, rank, against_best, stop, targets, measures, minima, distance,
               effective_step, trajectory)
SLALOM_TO_JSON(Incident, optimizer, status, reason, output, seeds)
SLALOM_TO_JSON(RatePoint, learning_rate, final, runs, diverged)
SLALOM_TO_JSON(RateCurve, name, style, points)
SLALOM_TO_JSON(VarianceRow, batch, runs, measured, theory, largest_deviation)
SLALOM_TO_JSON(Landscape, columns, rows, x_from, x_to, y_from, y_to, values)
SLALOM_TO_JSON(MeanRank, label, style, mean_rank, firsts)
SLALOM_TO_JSON(Ranking, problems, optimizers)
SLALOM_TO_JSON(ProblemComparison, label, problem, plugin_hash, settings, dimension, examples, minimum, minimizers,
               seeds, measures, targets, stop, score, log_steps, deterministic, runs, optimizers, incidents,
               rate_curves, variance, landscape, conclusions)
SLALOM_TO_JSON(ExperimentComparison, suite, name, about, problems, ranking, conclusions)
SLALOM_TO_JSON(Fact, name, value)
SLALOM_TO_JSON(SuiteSource, name, about, text, command, provenance)
SLALOM_TO_JSON(Comparison, title, suites, cases, runs, alpha, experiments, ranking)

#undef SLALOM_TO_JSON

Json to_json(const Comparison& comparison) {
  Json json{{"report_format", 1}};
  json.update(Json(comparison));
  return json;
}

}  // namespace slalom::report
