// How long runs would take, estimated from a few timed steps.
#pragma once

#include "session/executor.hpp"

namespace slalom::session {

struct Estimate {
  double seconds = 0;                 ///< in one thread, measuring included
  double start_seconds = 0;           ///< until processes have loaded their plugins, and interpreters their packages
  std::vector<double> per_run;        ///< seconds of one run of each case; 0 where there is none to run
  std::vector<std::string> failures;  ///< of cases whose first steps failed, by reason

  /// Of so many runs at a time. Interpreters share nothing: that many of them are started, at a time too.
  double seconds_with(int jobs) const { return start_seconds + seconds / jobs; }
};

/// Executes the first steps of one run of every case, one at a time. Runs that end early (`stop`, divergence) make it
/// too long. The limits of `options` hold here too, and a timeout of half a minute. Of the events, stray output and
/// warnings are passed on, and `end`.
Estimate estimate(const suite::Plan& plan, std::span<const suite::Run> runs, Executor& executor,
                  const run::ExecutionOptions& options, const run::RunEvents& events);

}  // namespace slalom::session
