// Two results of the same runs, before and after a change: what got better, what got worse, what cannot be decided.
#pragma once

#include "statistics/source.hpp"

#include <functional>

namespace slalom::statistics {

/// The time of one case, measured again in turns: CPU seconds per step on both sides, by repetition.
struct RepeatedTimes {
  std::vector<double> before, after;
  std::string reason = {};  ///< why there are none
};

/// Measures the case that both have, each with its runs.
using RepeatTimes = std::function<RepeatedTimes(const ProblemRuns& a, const ProblemRuns& b)>;

struct RegressionOptions {
  std::string metric = "score";   ///< see is_regression_metric()
  double alpha = 0.05;            ///< level of the tests
  double tolerance = 0.01;        ///< relative differences up to this do not matter, in quality
  bool time = false;              ///< compare CPU time too, which a busy machine changes
  double time_tolerance = 0.1;    ///< relative differences in time up to this do not matter
  RepeatTimes repeat_times = {};  ///< time is measured by this; empty: the stored times are compared
};

/// What quality can be compared by: "score" (cost until `stop` where a run reaches it, else the final loss),
/// "final_loss", "best_loss", "steps", "evaluations", and a metric of the problems such as "test_loss".
bool is_regression_metric(const std::string& metric, const std::vector<Source>& sources);

enum class Verdict { better, worse, same, unclear };

using Seeds = std::vector<std::uint64_t>;

/// One optimizer on one problem.
struct RegressionRow {
  std::string suite, experiment, problem, optimizer;
  std::size_t pairs = 0;  ///< seeds with a value in both; of repeated times: repetitions
  Estimate ratio;         ///< median over seeds of B / A: above 1 means that B is worse
  double p = unknown;  ///< one-sided, that B is worse (or better, if the ratio is below 1) by more than the tolerance
  bool exact = false;  ///< the runs are the same in A and B, or nothing in them is random
  Verdict verdict = Verdict::unclear;
  std::string reason;            ///< why, where that is not the ratio; may be empty
  std::size_t more_seeds = 0;    ///< about so many would decide (power 80 %), if the verdict is unclear; 0: not known
  double detectable = unknown;   ///< the smallest ratio above 1 that these seeds show with power 80 %
  Seeds lost_in_a, lost_in_b;    ///< no finite value on this side alone: diverged, or never at the goal
  std::size_t lost_in_both = 0;  ///< of further seeds
  double lost_p = unknown;       ///< one-sided, that more are lost in B (or fewer, if there are)
  Seeds failed_in_a, failed_in_b, failed_in_both, missing_in_b, only_in_a, only_in_b;
};

struct Regression {
  std::vector<RegressionRow> quality, time;  ///< time: CPU seconds per step
  std::vector<std::string> notes;            ///< sentences: what is not matched, or not the same
  std::string power, time_power;             ///< sentences: what this comparison can find at all
  std::size_t matched = 0;                   ///< pairs of optimizer and problem that both plans have
  bool worse = false;                        ///< any row is
  bool undecided = false;                    ///< any row is unclear
};

/// Matches runs of `a` and `b` by suite, experiment, problem, optimizer (their labels) and seed.
Regression find_regressions(const Source& a, const Source& b, const RegressionOptions& options);

Json to_json(const Regression& regression);

}  // namespace slalom::statistics
