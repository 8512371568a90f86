// What a report says of one optimizer on one problem.
#pragma once

#include "statistics/pair_results.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace slalom::statistics {

/// Something measured at w: the loss (or its gap to the known minimum) first, then the problem's metrics.
struct Metric {
  std::string name;  ///< "gap", "loss", or the metric's name
  bool higher_is_better = false;
};

/// One measure of one optimizer.
struct MeasureResult {
  Quartiles final;                 ///< at the last step
  Interval median_interval;        ///< of its median
  Estimate interquartile_mean;     ///< at the last step
  Estimate best;                   ///< median of each run's best
  double ranked_median = unknown;  ///< over the seeds that all optimizers have
  double rank = 0;        ///< of that among the problem's optimizers, 1 is best, ties share the mean; 0: no result
  bool winner = false;    ///< significantly better in this measure than each of the others
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

}  // namespace slalom::statistics
