// Numbers over seeds, and in the course of runs.
#pragma once

#include "run/record.hpp"

#include <cstddef>
#include <vector>

namespace slalom::statistics {

using run::unknown;

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

}  // namespace slalom::statistics
