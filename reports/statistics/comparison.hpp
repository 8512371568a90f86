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
struct Quartiles {
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
struct StepFunction {
  std::vector<double> x, y;
};

/// How the runs of one optimizer ended; `planned` is the sum of all but `reached` and `clock_ended`.
struct RunCounts {
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
struct TimeToTarget {
  double target = unknown;
  std::size_t reached = 0, runs = 0;
  Quartiles steps, evaluations, epochs;
  ExpectedTime expected;
};

/// Something measured at w: the loss (or its gap to the known minimum) first, then the problem's metrics.
struct Metric {
  std::string name;  ///< "gap", "loss", or the metric's name
  bool higher_is_better = false;
};

/// One optimizer's scores by seed (lower is better, infinite for the worst), and whether chance had no part in them.
struct Scores {
  std::vector<std::uint64_t> seeds;
  std::vector<double> values;
  std::vector<double> spent;  ///< until the goal, or in all; only where the score is the cost of a goal
  bool deterministic = false;
};

/// The comparison with the problem's best optimizer, paired over seeds.
struct PairTest {
  std::size_t pairs = 0;    ///< seeds that both have
  double p = unknown;       ///< Wilcoxon signed-rank, two-sided, corrected over the problem; unknown for the best
  bool exact = false;       ///< chance had no part in either: no test is needed, and p is 0 or 1
  double effect = unknown;  ///< matched-pairs rank-biserial correlation: 1 if the best wins on every seed, -1 never
  double probability = unknown;  ///< that a run of the best beats one of this, whatever the seeds
  /// Median over seeds of this one's score / the best's, or, where the best never arrives in the median, ratio of the
  /// expected costs; unknown for negative scores.
  Estimate ratio;
  bool significant = false;  ///< p below the level, and the ratio's interval above 1 + equivalence
  bool equivalent = false;   ///< the ratio's interval lies within 1 / (1 + equivalence) and 1 + equivalence
};

/// Probabilities that one optimizer is better than the other, practically equivalent, or worse; unknown where chance
/// had no part in either, and for fewer than five seeds.
struct Posterior {
  double better = unknown, equivalent = unknown, worse = unknown;
};

/// What a comparison with the baseline shows.
enum class Against { better, worse, equivalent, unclear };

/// One optimizer compared with the baseline, paired over seeds.
struct BaselineRow {
  std::string label;
  std::size_t wins = 0, ties = 0, losses = 0;  ///< seeds on which it is better than the baseline, equal, worse
  Estimate ratio;                              ///< of its score to the baseline's, as PairTest::ratio
  double p = unknown;   ///< Wilcoxon signed-rank, two-sided, corrected for all comparisons (Holm)
  bool exact = false;   ///< as PairTest::exact
  Posterior posterior;  ///< that it is better than the baseline, …
  Against verdict = Against::unclear;
};

/// All optimizers of a problem compared with one that was named beforehand.
struct BaselineComparison {
  std::string label;              ///< empty without a baseline
  std::vector<BaselineRow> rows;  ///< by rank; empty if the baseline has no result here
};

/// Every optimizer of a problem compared with each other one. On the diagonal all is unknown.
struct AllPairs {
  std::vector<std::string> labels;         ///< by rank; empty for one optimizer, or very many
  std::vector<std::vector<double>> ratio;  ///< of the row's score to the column's, median over seeds
  std::vector<std::vector<double>> p;      ///< as BaselineRow::p, corrected for all pairs
  std::vector<std::vector<bool>> exact;    ///< as PairTest::exact
};

/// One measure of one optimizer.
struct MeasureResult {
  Quartiles final;              ///< at the last step
  Interval median_interval;     ///< of its median
  Estimate interquartile_mean;  ///< at the last step
  Estimate best;                ///< median of each run's best
  double rank = 0;      ///< of the median among the problem's optimizers, 1 is best, ties share the mean; 0: no result
  bool winner = false;  ///< significantly better in this measure than each of the others
  PairTest against_best;  ///< with the best in this measure
  Curve by_steps;
  Curve by_epochs;  ///< only where batches differ
};

/// How the chart's lines look: the same optimizer has the same color everywhere in a report.
struct Style {
  std::size_t color = 0;  ///< index into the palette
  std::size_t dash = 0;   ///< index into the dash patterns: variants of one family, or the palette's second round
};

/// The way of one run through two dimensions, or over a Plane.
struct Trajectory {
  std::uint64_t seed = 0;
  std::vector<double> x, y;
  std::vector<double> steps, evaluations, cpu_seconds;  ///< spent until each point
  double stop_step = unknown;                           ///< the step at which `stop` was reached, if it was
};

/// Medians over seeds of what was spent, at the steps of the first measure's curve.
struct Progress {
  std::vector<double> evaluations, epochs, cpu_seconds;
};

/// How soon the runs came down the problem's ladder of targets, of which `stop` is the last. Costs are in the budget's
/// unit.
struct Speed {
  StepFunction runtimes;         ///< share of (run, target) that was reached by cost
  std::vector<double> expected;  ///< expected cost to each target; infinite if no run reached it
  std::vector<double> scores;    ///< of each run, the area under its runtimes over the logarithm of cost, from 0 to 1
};

/// Loss on examples that were not trained on, against the loss on those that were.
struct Generalization {
  std::vector<double> train, test;  ///< final losses, one pair a run
  Quartiles gap;                    ///< test less train; unknown where only the training loss has a penalty
  Quartiles best_epoch;             ///< when the test loss was lowest: where one would have stopped early
  Quartiles best_test;              ///< the test loss there
};

/// One optimizer (with its settings, batch, …: a case of the plan) on one problem.
struct OptimizerResult {
  std::string label, family, optimizer, plugin_hash;
  Json settings = Json::object();
  double learning_rate = unknown;  ///< the initial one
  std::string schedule;            ///< "constant", "cosine, 10 steps of warm-up", empty without a learning rate
  std::string batch, budget, precision;
  Style style;
  RunCounts runs;
  bool best = false;  ///< the only best, and significantly so
  double rank = 0;    ///< by Score, 1 is best, ties share the mean; 0: no result
  Quartiles score;    ///< what ranks go by, over the seeds that all optimizers have; failed runs are infinitely bad
  Interval score_interval;         ///< of its median
  Scores scores;                   ///< what the comparisons with others are made from, of the same seeds
  double expected_cost = unknown;  ///< of a goal: all that was spent over the runs that reached it; it breaks ties
  PairTest against_best;
  Posterior posterior;  ///< that it is better than the best, …
  /// How many would show the observed difference to the best with a power of 80 %; 0 where it is significant,
  /// equivalent or exact, or nothing can be said.
  std::size_t seeds_needed = 0;
  TimeToTarget stop;                    ///< `target` unknown if the suite has no `stop`
  std::vector<TimeToTarget> targets;    ///< as ProblemComparison::targets
  std::vector<MeasureResult> measures;  ///< as ProblemComparison::measures
  std::vector<std::size_t> minima;      ///< runs by nearest known minimizer at the end
  Quartiles distance;                   ///< to it
  Progress progress;
  RunCurves seeds;  ///< the first measure over steps, of the first ten seeds; empty where all give the same
  Speed speed;
  Estimate anytime;               ///< mean over runs of the area over the convergence curve (AOCC), from 0 to 1
  Generalization generalization;  ///< empty without a test loss
  Quartiles seconds_per_step;     ///< CPU time in optimizer and problem
  Quartiles optimizer_share;      ///< of a step's time, estimated; the rest is the problem's
  Quartiles bytes_per_parameter;  ///< of memory that the optimizer took when it was created, its gradient included
  double evaluations_per_step = unknown, examples_per_step = unknown;  ///< medians
  double seed_decades = unknown;  ///< log10 of third over first quartile of the final loss: how much the seed decides
  Curve effective_step;           ///< empty if not recorded
  Trajectory trajectory;          ///< empty if not recorded
};

/// Runs of one optimizer that ended in the same bad way.
struct FailureGroup {
  std::string optimizer, status, reason, output;
  std::vector<std::uint64_t> seeds;
  std::string run;  ///< identity of the first, for `slalom replay`
};

struct RatePoint {
  std::string optimizer;  ///< its label
  double learning_rate = unknown;
  Quartiles final;
  std::size_t runs = 0, diverged = 0;
};

/// Final loss against learning rate, of optimizers that differ in nothing else.
struct RateCurve {
  std::string name;
  Style style;
  std::vector<RatePoint> points;  ///< by ascending learning rate, at least three
  /// The neighbouring rates around the best that give at least 99 % of its decrease from the start, and at most twice
  /// its loss.
  double acceptable_min = unknown, acceptable_max = unknown;
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

/// On what trajectories through more than two dimensions are projected: x leads from the start to the end of the best
/// optimizer, y across to the end of the third.
struct Plane {
  std::string best, third;                      ///< labels; empty if there is no plane
  double fraction = unknown;                    ///< of the squared distances from the start
  std::vector<std::vector<double>> minimizers;  ///< projected too
};

/// By what optimizers are ranked on a problem.
enum class Score {
  final,  ///< the first measure at the last step
  stop    ///< what was spent until `stop` was reached, in the budget's unit; never is worst
};

/// What a budget counts.
enum class Unit { steps, evaluations, epochs, cpu_seconds };

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
  bool at_edge = false;           ///< the best lies at the edge of what was searched
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

/// Empirical attainment: the fraction of runs that have reached a loss at a cost, of the best two optimizers.
struct Attainment {
  std::vector<std::string> optimizers;                     ///< empty, or the best and the next
  std::vector<double> costs, losses;                       ///< in the budget's unit; falling
  std::vector<std::vector<std::vector<double>>> attained;  ///< by optimizer, loss and cost
  std::vector<std::vector<double>> difference;             ///< the best less the next, by loss and cost
};

struct ProblemComparison {
  std::string label, problem, plugin_hash;
  Json settings = Json::object();
  std::uint64_t dimension = 0, examples = 1;
  double minimum = unknown;
  std::string minimum_unknown;  ///< why there is none, if the problem says so
  std::vector<std::vector<double>> minimizers;
  std::vector<std::uint64_t> seeds;
  double start = unknown;              ///< median of the first measure at the start
  std::vector<double> minimum_losses;  ///< of each minimizer: the lowest final value of the first measure near it
  std::vector<Metric> measures;
  std::vector<double> targets;
  std::vector<double> target_grid;  ///< targets for the first measure, falling; see Speed
  std::string stop;                 ///< what `stop` asks for, in words: "within 0.001 of a minimizer"; empty without
  Score score = Score::final;
  Unit unit = Unit::steps;           ///< of the budget, and of costs
  double equivalence = 0.01;         ///< relative differences of the score up to this do not matter
  double round_off = 0;              ///< scores that differ by up to this are equal
  std::size_t ranked_seeds = 0;      ///< that all optimizers with results have
  double floor = unknown;            ///< of charts of the first measure: what is below lies below all of them
  bool log_steps = false;            ///< recorded at logarithmically spaced steps
  bool deterministic = false;        ///< chance had no part in any run
  std::size_t interim_analyses = 1;  ///< at growing numbers of seeds; p-values are corrected for them
  double alpha = 0.05;               ///< level of the tests
  RunCounts runs;
  std::vector<OptimizerResult> optimizers;  ///< by rank, then as in the suite
  std::vector<FailureGroup> failure_groups;
  std::vector<RateCurve> rate_curves;
  std::vector<VarianceRow> variance;
  Landscape landscape;
  Plane plane;
  ProblemTuning tuning;
  BaselineComparison baseline;
  AllPairs pairs;
  Attainment attainment;
  std::vector<std::string> conclusions;  ///< sentences
};

/// On how many problems an optimizer is significantly better than the baseline, worse, or neither.
struct BaselineCount {
  std::string label;
  std::size_t wins = 0, ties = 0, losses = 0;
  double ratio = unknown;  ///< median over problems
};

struct BaselineSummary {
  std::string label;  ///< empty without a baseline
  std::size_t problems = 0;
  std::vector<BaselineCount> rows;  ///< the most wins less losses first
};

struct MeanRank {
  std::string label;
  Style style;
  double mean_rank = 0;
  std::size_t wins = 0;      ///< problems on which it is the significant best
  Estimate score;            ///< interquartile mean of Speed::scores over all runs of all problems
  StepFunction runtimes;     ///< mean of the problems' Speed::runtimes
  StepFunction performance;  ///< performance profile: share of (problem, target) by ratio to the best expected cost
  StepFunction data;         ///< data profile: share of (problem, target) by expected cost
};

/// Friedman's test of whether mean ranks differ at all, and Nemenyi's of which do.
struct RankTest {
  double chi_squared = unknown, p = unknown;
  double f = unknown, f_p = unknown;  ///< Iman and Davenport's correction; unknown where all problems agree
  double concordance = unknown;       ///< Kendall's W: 1 if all problems agree
  double alpha = 0.05;                ///< level of the critical difference
  bool permutation = false;           ///< both tests are by permutation, as for few problems their formulas do not hold
  /// Mean ranks that differ by at least that much are distinguishable; unknown if no difference can be.
  double critical_difference = unknown;
  double first_p = unknown;                       ///< of the difference between the first and the second
  std::vector<std::vector<std::size_t>> cliques;  ///< largest sets of neighbours that it does not tell apart
  std::vector<std::string> warnings;              ///< sentences: what the ranks do not say
};

/// The optimizers that all of the problems have in common, ranked among themselves.
struct Ranking {
  std::size_t problems = 0;
  std::size_t functions = 0;         ///< instances of one function are one in the tests: they are not independent
  std::string cost;                  ///< what the budgets count: "steps", …, "the budget's unit" if it differs
  std::vector<MeanRank> optimizers;  ///< by mean rank; empty if there is nothing to average
  RankTest test;
};

/// Ranks of all optimizers, those too that lack a result on some problem: Skillings and Mack's test.
struct IncompleteRanking {
  struct Row {
    std::string label;
    std::size_t functions = 0;   ///< on which it is compared with others
    double mean_rank = unknown;  ///< on the scale of all optimizers
  };
  std::size_t functions = 0;  ///< instances of one count as one
  double statistic = unknown, p = unknown;
  std::size_t degrees = 0;      ///< of freedom
  bool permutation = false;     ///< p is by permutation
  std::vector<Row> optimizers;  ///< by mean rank; empty where no result is missing
};

struct ExperimentComparison {
  std::string suite, name, about;
  std::string question;                ///< that the experiment answers; empty if the suite gives none
  std::vector<std::string> headlines;  ///< one or two sentences: the answer to what the experiment is about
  std::vector<ProblemComparison> problems;
  Ranking ranking;
  IncompleteRanking incomplete;
  EffortRanking effort;
  BaselineSummary baseline;
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
  std::vector<std::string> notes;    ///< sentences: what a reader must know before the numbers
  std::vector<std::string> threats;  ///< sentences: what may make the comparison wrong or hard to generalize
  std::vector<SuiteSource> suites;
  std::size_t cases = 0;
  RunCounts runs;
  double alpha = 0.05;  ///< level of the tests
  std::vector<ExperimentComparison> experiments;
  Ranking ranking;
};

/// Those of all experiments.
std::vector<const ProblemComparison*> problems_of(const Comparison& comparison);

/// report.json. Numbers that are not finite are null: infinite where a Spread's count is above 0, else unknown.
Json to_json(const Comparison& comparison);

}  // namespace slalom::report
