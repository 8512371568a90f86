// How long runs would take, estimated from a few timed steps.
#pragma once

#include "execute.hpp"
#include "suite/plan.hpp"

#include <span>

namespace slalom::cli {

struct Estimate {
  double seconds = 0;                 ///< in one thread, measuring included
  std::vector<double> a_run;          ///< seconds of one run of each case; 0 where there is none to run
  std::vector<std::string> failures;  ///< of cases whose first steps failed, by reason
};

/// Takes the first steps of one run of every case, in a worker. Runs that end early (`stop`, divergence) make it too
/// long. Of the options, the limits hold here too; a run's time is never more than half a minute.
Estimate estimate(const host::Plan& plan, std::span<const host::Run> runs, const ExecuteOptions& options,
                  const Plugins& plugins);

}  // namespace slalom::cli
