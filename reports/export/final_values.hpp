// What a run ended with, as reports count it.
#pragma once

#include "run/record.hpp"

#include <cmath>
#include <limits>

namespace slalom::exports {

inline bool ended_well(const run::RunRecord& run) {
  return run.status != run::Status::diverged && run.status != run::Status::failed;
}

/// Of a run that diverged or failed infinite, whatever it recorded last; of a skipped one, which is no result, unknown.
inline double final_loss_of(const run::RunRecord& run) {
  if (run.status == run::Status::skipped) return run::unknown;
  const bool sound = ended_well(run) && !run.points.empty() && !std::isnan(run.points.back().loss);
  return sound ? run.points.back().loss : std::numeric_limits<double>::infinity();
}

/// The same of a metric by what was recorded first and last: infinitely bad too if it was a number first and is not one
/// at the end.
inline double final_metric_of(const run::RunRecord& run, double first, double last, bool higher_is_better) {
  if (run.status == run::Status::skipped) return run::unknown;
  if (ended_well(run) && (!std::isnan(last) || std::isnan(first))) return last;
  const double infinity = std::numeric_limits<double>::infinity();
  return higher_is_better ? -infinity : infinity;
}

}  // namespace slalom::exports
