// What a run ended with, as reports count it.
#pragma once

#include "run/record.hpp"

#include <cmath>
#include <limits>

namespace slalom::exports {

/// Of a run that diverged or failed infinite, whatever it recorded last; of a skipped one, which is no result, unknown.
inline double final_loss_of(const run::RunRecord& run) {
  if (run.status == run::Status::skipped) return run::unknown;
  const bool ended_well = run.status != run::Status::diverged && run.status != run::Status::failed;
  const bool sound = ended_well && !run.points.empty() && !std::isnan(run.points.back().loss);
  return sound ? run.points.back().loss : std::numeric_limits<double>::infinity();
}

/// The same of a metric by what was recorded first and last: infinitely bad too where it is no number any more.
inline double final_metric_of(const run::RunRecord& run, double first, double last, bool higher_is_better) {
  if (run.status == run::Status::skipped) return run::unknown;
  const bool ended_well = run.status != run::Status::diverged && run.status != run::Status::failed;
  if (ended_well && (!std::isnan(last) || std::isnan(first))) return last;
  const double infinity = std::numeric_limits<double>::infinity();
  return higher_is_better ? -infinity : infinity;
}

}  // namespace slalom::exports
