#include "statistics/tally.hpp"

namespace slalom::report {

Tally tally(const CaseRuns& runs) {
  Tally t{.planned = runs.planned, .failed = runs.failures.size(), .skipped = runs.skipped.size()};
  for (const auto& run : runs.results) {
    ++(run.status == host::Status::diverged ? t.diverged : t.finished);
    if (run.status == host::Status::target) ++t.reached;
    if (run.clock_ended) ++t.clock_ended;
  }
  t.missing = t.planned - t.finished - t.diverged - t.failed - t.skipped;
  return t;
}

Tally& operator+=(Tally& sum, const Tally& more) {
  for (const auto part : {&Tally::planned, &Tally::finished, &Tally::diverged, &Tally::failed, &Tally::skipped,
                          &Tally::missing, &Tally::reached, &Tally::clock_ended})
    sum.*part += more.*part;
  return sum;
}

}  // namespace slalom::report
