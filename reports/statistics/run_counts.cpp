#include "statistics/run_counts.hpp"

namespace slalom::statistics {

RunCounts run_counts(const CaseRuns& runs) {
  RunCounts t{.planned = runs.planned, .failed = runs.failures.size(), .skipped = runs.skipped.size()};
  for (const auto& run : runs.results) {
    ++(run.status == run::Status::diverged ? t.diverged : t.finished);
    if (run.status == run::Status::target) ++t.reached;
    if (run.clock_ended) ++t.clock_ended;
  }
  t.missing = t.planned - t.finished - t.diverged - t.failed - t.skipped;
  return t;
}

RunCounts& operator+=(RunCounts& sum, const RunCounts& more) {
  for (const auto part : {&RunCounts::planned, &RunCounts::finished, &RunCounts::diverged, &RunCounts::failed,
                          &RunCounts::skipped, &RunCounts::missing, &RunCounts::reached, &RunCounts::clock_ended})
    sum.*part += more.*part;
  return sum;
}

}  // namespace slalom::statistics
