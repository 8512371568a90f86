// What a report says, as one value: computed once from stored runs, written as report.json, read by every renderer.
// Renderers compute nothing, so that Markdown, pages and other tools cannot disagree.
#pragma once

#include "run/record.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace slalom::report {

using host::Json;
using host::unknown;

/// Order statistics over seeds. A diverged run counts as infinitely bad.
/// All are unknown (NaN) if count is 0.
struct Spread {
  std::size_t count = 0;
  double median = unknown;
  double lower = unknown, upper = unknown;  ///< quartiles
  double best = unknown, worst = unknown;
};

/// Median and quartiles over seeds in the course of the runs. Unknown (NaN) where they are not finite.
struct Curve {
  std::vector<double> x, median, lower, upper;
};

/// Single runs: values[r][i] is what run r had at x[i], unknown (NaN) where it had ended or diverged.
struct RunCurves {
  std::vector<double> x;
  std::vector<std::vector<double>> values;
};

/// A 95 % confidence interval; its ends may be infinite, and are unknown (NaN) where there are too few runs for one.
struct Interval {
  double low = unknown, high = unknown;
};

/// A number and how sure it is.
struct Estimate {
  double value = unknown;
  Interval interval;
};

/// A share that grows in steps: y from x on, until the next x.
struct Staircase {
  std::vector<double> x, y;
};

/// How the runs of one optimizer ended; `planned` is the sum of all but `reached` and `clock_ended`.
struct Tally {
  std::size_t planned = 0;
  std::size_t finished = 0;     ///< budget used up, or `stop` reached
  std::size_t diverged = 0;     ///< results, and the worst ones
  std::size_t failed = 0;       ///< no results
  std::size_t skipped = 0;      ///< no results, since optimizer and problem do not fit each other
  std::size_t missing = 0;      ///< not run yet
  std::size_t reached = 0;      ///< of the finished: `stop` was reached
  std::size_t clock_ended = 0;  ///< of the finished: ended by a cpu_seconds budget, so not repeatable bit for bit
};

/// Expected running time to a target (ERT): all that the runs spent until they reached it, or in all if they did not,
/// divided by the number of those that did. Infinite if none did.
struct ExpectedTime {
  Estimate steps, evaluations, examples, epochs, cpu_seconds;
};

/// What it took to come to a target. The spreads are over the runs that reached it.
struct Arrival {
  double target = unknown;
  std::size_t reached = 0, runs = 0;
  Spread steps, evaluations, epochs;
  ExpectedTime expected;
};

/// Something measured at w: the loss (or its gap to the known minimum) first, then the problem's metrics.
struct Measure {
  std::string name;  ///< "gap", "loss", or the metric's name
  bool higher_is_better = false;
};

/// One measure of one optimizer.
struct MeasureResult {
  Spread final;                 ///< at the last step
  Interval median_interval;     ///< of its median
  Estimate interquartile_mean;  ///< at the last step
  Estimate best;                ///< median of each run's best
  double rank = 0;  ///< of the median among the problem's optimizers, 1 is best, ties share the mean; 0: no result
  Curve by_steps;
  Curve by_epochs;  ///< only where batches differ
};

/// How the chart's lines look: the same optimizer has the same color everywhere in a report.
struct Style {
  std::size_t color = 0;  ///< index into the palette
  std::size_t dash = 0;   ///< index into the dash patterns: variants of one family, or the palette's second round
};

/// The way of one run through two dimensions.
struct Trajectory {
  std::uint64_t seed = 0;
  std::vector<double> x, y;
  double stop_step = unknown;  ///< the step at which `stop` was reached, if it was
};

/// The comparison with the problem's best optimizer, paired over seeds.
struct PairTest {
  std::size_t pairs = 0;    ///< seeds that both have
  double p = unknown;       ///< Wilcoxon signed-rank, two-sided, Holm-corrected over the problem; unknown for the best
  bool exact = false;       ///< nothing here is random: no test is needed, and p is 0 or 1
  double effect = unknown;  ///< matched-pairs rank-biserial correlation: 1 if the best wins on every seed, -1 never
  double probability = unknown;  ///< that a run of the best beats one of this, whatever the seeds
  Estimate ratio;                ///< median over seeds of this one's score / the best's; unknown for negative scores
  bool significant = false;      ///< p below the level, and the ratio's interval, where there is one, above 1
};

/// Medians over seeds of what was spent, at the steps of the first measure's curve.
struct Progress {
  std::vector<double> evaluations, epochs, cpu_seconds;
};

/// How soon the runs came down the problem's ladder of targets. Costs are passes over the examples (evaluations, where
/// there is but one).
struct Speed {
  Staircase runtimes;            ///< share of (run, target) that was reached by cost
  std::vector<double> expected;  ///< expected cost to each target; infinite if no run reached it
  std::vector<double> scores;    ///< of each run, the area under its runtimes over the logarithm of cost, from 0 to 1
};

/// Loss on examples that were not trained on, against the loss on those that were.
struct Generalization {
  std::vector<double> train, test;  ///< final losses, one pair a run
  Spread gap;                       ///< test less train
  Spread best_epoch;                ///< when the test loss was lowest: where one would have stopped early
  Spread best_test;                 ///< the test loss there
};

/// One optimizer (with its settings, batch, …: a case of the plan) on one problem.
struct OptimizerResult {
  std::string label, family, optimizer, plugin_hash;
  Json settings = Json::object();
  double learning_rate = unknown;  ///< the initial one
  std::string schedule;            ///< "constant", "cosine, 10 steps of warm-up", empty without a learning rate
  std::string batch, budget, precision;
  Style style;
  Tally runs;
  bool best = false;  ///< the only best, and significantly so
  double rank = 0;    ///< by Score, 1 is best, ties share the mean; 0: no result
  PairTest against_best;
  Arrival stop;                         ///< `target` unknown if the suite has no `stop`
  std::vector<Arrival> targets;         ///< as ProblemComparison::targets
  std::vector<MeasureResult> measures;  ///< as ProblemComparison::measures
  std::vector<std::size_t> minima;      ///< runs by nearest known minimizer at the end
  Spread distance;                      ///< to it
  Progress progress;
  RunCurves seeds;  ///< the first measure over steps, of the first ten seeds; empty where all give the same
  Speed speed;
  Generalization generalization;  ///< empty without a test loss
  Spread seconds_per_step;        ///< CPU time in optimizer and problem
  Spread optimizer_share;         ///< of a step's time, estimated; the rest is the problem's
  Spread bytes_per_parameter;     ///< of memory that the optimizer took when it was created, its gradient included
  double seed_decades = unknown;  ///< log10 of third over first quartile of the final loss: how much the seed decides
  Curve effective_step;           ///< empty if not recorded
  Trajectory trajectory;          ///< empty if not recorded, or not in two dimensions
};

/// Runs of one optimizer that ended in the same bad way.
struct Incident {
  std::string optimizer, status, reason, output;
  std::vector<std::uint64_t> seeds;
  std::string run;  ///< identity of the first, for `slalom replay`
};

struct RatePoint {
  std::string optimizer;  ///< its label
  double learning_rate = unknown;
  Spread final;
  std::size_t runs = 0, diverged = 0;
};

/// Final loss against learning rate, of optimizers that differ in nothing else.
struct RateCurve {
  std::string name;
  Style style;
  std::vector<RatePoint> points;  ///< by ascending learning rate, at least three
  /// The neighbouring rates around the best that give at least 99 % of its decrease from the start.
  double good_from = unknown, good_to = unknown;
};

/// Variance of the mini-batch gradient at the start: E‖g_batch − g‖², means over seeds.
struct VarianceRow {
  std::string batch;
  std::size_t runs = 0;
  double measured = unknown, theory = unknown;
  double largest_deviation = unknown;  ///< of measured / theory from 1, over seeds
};

/// Loss over a window of the plane: values row by row from low y.
struct Landscape {
  std::size_t columns = 0, rows = 0;
  double x_from = 0, x_to = 0, y_from = 0, y_to = 0;
  std::vector<double> values;
};

/// By what optimizers are ranked on a problem.
enum class Score {
  final,  ///< the first measure at the last step
  stop    ///< steps until `stop` was reached; never is worst
};

/// One trial of a search for good settings.
struct TunedPoint {
  Json values = Json::object();  ///< of the settings that were searched for
  double score = unknown;        ///< mean over the tuning seeds; infinite if one of them diverged or failed
};

/// What the search for an optimizer's settings found.
struct TunedOptimizer {
  std::string label;
  Style style;
  std::size_t diverged = 0, failed = 0;  ///< of the trials: one of its runs did
  std::vector<TunedPoint> trials;  ///< with successive halving those of the first stage, whose budgets are smaller
  double untuned = unknown;        ///< score of the default settings
  Json chosen;                     ///< values of the best trial; null while trials are missing
  double chosen_score = unknown;
  /// Expected score of the best of n trials, by n, with a 95 % band; infinitely bad trials count as no better than the
  /// start. Empty with successive halving.
  Curve expected;
  double good_decades = unknown;  ///< width of the learning rates whose trials give at least 90 % of the best decrease
  std::vector<std::string> warnings;  ///< sentences: where the best lies at the edge of what was searched
};

/// The searches for the settings of a problem's optimizers.
struct ProblemTuning {
  std::string on;                          ///< by what the best trial is chosen: "final loss", …; empty if it differs
  std::string effort;                      ///< "20 trials by random search, 3 seeds each"
  bool equal = true;                       ///< the same effort for each of the problem's optimizers
  std::vector<TunedOptimizer> optimizers;  ///< as in the plan; empty without tuning
};

/// Mean ranks over problems by how many trials each optimizer may have.
struct EffortRanking {
  struct Row {
    std::string label;
    std::vector<double> mean_ranks;  ///< by expected score
  };
  std::vector<std::string> efforts;  ///< "untuned", "1 trial", "2 trials", …
  std::size_t problems = 0;
  std::vector<Row> optimizers;  ///< best last rank first; empty without tuning
};

struct ProblemComparison {
  std::string label, problem, plugin_hash;
  Json settings = Json::object();
  std::uint64_t dimension = 0, examples = 1;
  double minimum = unknown;
  std::vector<std::vector<double>> minimizers;
  std::vector<std::uint64_t> seeds;
  std::vector<Measure> measures;
  std::vector<double> targets;
  std::vector<double> ladder;  ///< targets for the first measure between start and minimum, falling; see Speed
  std::string stop;            ///< what `stop` asks for, in words: "within 0.001 of a minimizer"; empty without
  Score score = Score::final;
  double floor = unknown;      ///< of charts of the first measure: what is below lies below all of them
  bool log_steps = false;      ///< recorded at logarithmically spaced steps
  bool deterministic = false;  ///< all seeds gave the same result
  std::size_t looks = 1;       ///< at growing numbers of seeds; p-values are corrected for them
  Tally runs;
  std::vector<OptimizerResult> optimizers;  ///< by rank, then as in the suite
  std::vector<Incident> incidents;
  std::vector<RateCurve> rate_curves;
  std::vector<VarianceRow> variance;
  Landscape landscape;
  ProblemTuning tuning;
  std::vector<std::string> conclusions;  ///< sentences
};

struct MeanRank {
  std::string label;
  Style style;
  double mean_rank = 0;
  std::size_t firsts = 0;  ///< problems on which it is the significant best
  Estimate score;          ///< interquartile mean of Speed::scores over all runs of all problems
  Staircase runtimes;      ///< mean of the problems' Speed::runtimes
  Staircase performance;   ///< performance profile: share of (problem, target) by ratio to the best expected cost
  Staircase data;          ///< data profile: share of (problem, target) by expected cost
};

/// Friedman's test of whether mean ranks differ at all, and which do by Nemenyi's.
struct RankTest {
  double chi_squared = unknown, p = unknown;
  double f = unknown, f_p = unknown;            ///< Iman and Davenport's correction
  double concordance = unknown;                 ///< Kendall's W: 1 if all problems agree
  double critical_difference = unknown;         ///< of mean ranks, by Nemenyi's test
  std::vector<std::vector<std::size_t>> alike;  ///< largest sets of neighbours that it does not tell apart
  std::vector<std::string> doubts;              ///< sentences: assumptions that do not hold
};

/// The optimizers that all of the problems have in common, ranked among themselves.
struct Ranking {
  std::size_t problems = 0;
  std::vector<MeanRank> optimizers;  ///< by mean rank; empty if there is nothing to average
  RankTest test;
};

struct ExperimentComparison {
  std::string suite, name, about;
  std::vector<ProblemComparison> problems;
  Ranking ranking;
  EffortRanking effort;
  std::vector<std::string> conclusions;  ///< sentences
};

struct Fact {
  std::string name, value;
};

/// A suite that was run, and how.
struct SuiteSource {
  std::string name, about, text;
  std::string results;  ///< the folder's name, where there are several
  std::string command;  ///< repeats it
  std::vector<Fact> provenance;
};

struct Comparison {
  std::string title;
  std::vector<std::string> notes;  ///< sentences: what a reader must know before the numbers
  std::vector<SuiteSource> suites;
  std::size_t cases = 0;
  Tally runs;
  double alpha = 0.05;  ///< level of the tests
  std::vector<ExperimentComparison> experiments;
  Ranking ranking;
};

/// report.json. Numbers that are not finite are null: infinite where a Spread's count is above 0, else unknown.
Json to_json(const Comparison& comparison);

}  // namespace slalom::report
