// What optimizers are ranked by, in words. Tables, sentences and pages show the same.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::statistics {

/// "final gap", or "steps until within 0.001 of a minimizer"
std::string score_title(const ProblemComparison& problem);

/// What an infinite median comes from: "diverged", "failed", "diverged or failed".
std::string without_value(const RunCounts& runs);

/// The median that the rank goes by: "0.0123", "42 steps", "never", "diverged", "failed"; "–" without a result. Where
/// the median run never reached the goal and some did, their number and the expected cost: "never (4 of 10; expected
/// 310 steps)".
std::string score_text(const ProblemComparison& problem, const OptimizerResult& optimizer, int digits = 3);

/// Where the median run never arrived: "310 steps (4 of 10 runs arrived)"
std::string expected_cost_text(const ProblemComparison& problem, const OptimizerResult& optimizer);

}  // namespace slalom::statistics
