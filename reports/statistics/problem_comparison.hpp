// What a report says of one problem.
#pragma once

#include "statistics/tuning_result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace slalom::statistics {

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

}  // namespace slalom::statistics
