// What a run ended with, as reports count it.
#pragma once

#include "run/record.hpp"

#include <cmath>
#include <limits>

namespace slalom::report {

/// Of a diverged run infinite, whatever it recorded last; of a failed or skipped run, which is no result, unknown.
inline double final_loss_of(const host::RunRecord& run) {
  if (host::without_result(run.status)) return host::unknown;
  const bool sound = run.status != host::Status::diverged && !run.points.empty() && !std::isnan(run.points.back().loss);
  return sound ? run.points.back().loss : std::numeric_limits<double>::infinity();
}

/// The same of a metric whose last recorded value is `recorded`.
inline double final_metric_of(const host::RunRecord& run, double recorded, bool higher_is_better) {
  if (host::without_result(run.status)) return host::unknown;
  if (run.status != host::Status::diverged) return recorded;
  const double infinity = std::numeric_limits<double>::infinity();
  return higher_is_better ? -infinity : infinity;
}

}  // namespace slalom::report
