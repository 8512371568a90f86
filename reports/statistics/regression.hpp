// Two results of the same runs, before and after a change: what got better, what got worse, what cannot be told.
#pragma once

#include "statistics/source.hpp"

namespace slalom::report {

struct RegressionOptions {
  std::string metric = "score";  ///< see regression_metrics()
  double alpha = 0.05;           ///< level of the tests
  double tolerance = 0.01;       ///< relative differences up to this do not matter, in quality
  double time_tolerance = 0.1;   ///< and in time, which a machine's load sways
};

/// What quality can be compared by: "score" (steps to `stop` where runs reach it, else the final loss), "final_loss",
/// "best_loss", "steps", "evaluations", and a metric of the problems such as "test_loss".
bool is_regression_metric(const std::string& metric, const std::vector<Source>& sources);

enum class Verdict { better, worse, same, unclear };

/// One optimizer on one problem.
struct RegressionRow {
  std::string experiment, problem, optimizer;
  std::size_t pairs = 0;  ///< seeds that both have
  Estimate ratio;         ///< median over seeds of B / A: above 1 means that B is worse
  double p = unknown;     ///< Wilcoxon signed-rank, two-sided, Holm-corrected over the rows
  bool exact = false;     ///< every seed gave the same ratio: nothing is random
  Verdict verdict = Verdict::unclear;
  std::size_t more_seeds = 0;  ///< about so many would tell (power 80 %), if the verdict is unclear; 0: not known
};

struct Regression {
  std::vector<RegressionRow> quality, time;  ///< time: CPU seconds a step
  std::vector<std::string> notes;            ///< sentences: what is not matched, or not the same
  bool worse = false;                        ///< any row is
};

/// Matches runs of `a` and `b` by experiment, problem, optimizer (their labels) and seed.
Regression find_regressions(const Source& a, const Source& b, const RegressionOptions& options);

Json to_json(const Regression& regression);

}  // namespace slalom::report
