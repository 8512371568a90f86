#include "run/recorder.hpp"

#include <algorithm>
#include <ctime>

namespace slalom::run {

double RunClock::now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

Recorder::Recorder(const suite::Recording& what, loader::Workspace& workspace, std::size_t points)
    : what_(what),
      workspace_(workspace),
      points_(points),
      gradient_(workspace.problem().real(), workspace.problem().dimension()),
      metrics_(workspace.problem().description().metric_count, unknown),
      w_(gradient_.size()) {}

double Recorder::take(RunRecord& record, const StepCount& count, double cpu_seconds, const RealVector& w,
                      double effective_step) {
  if (record.points.empty()) {
    record.points.reserve(points_);
    record.metrics.reserve(points_ * metrics_.size());
    if (what_.trajectory) record.trajectory.reserve(points_ * w_.size());
  }
  const bool finite = all_finite(w.real(), w.data(), w.size());  // values and metrics need not show it
  const double loss = finite ? workspace_.loss(w.data(), gradient_.data()) : unknown;
  record.points.push_back({.step = count.step,
                           .evaluations = count.evaluations,
                           .examples = count.examples,
                           .cpu_seconds = cpu_seconds,
                           .loss = loss,
                           .gradient_norm = finite ? norm(w.real(), gradient_.data(), w.size()) : unknown,
                           .effective_step = effective_step});
  if (!finite)
    std::ranges::fill(metrics_, unknown);
  else if (what_.metrics)
    workspace_.measure(w.data(), metrics_.data());
  record.metrics.insert(record.metrics.end(), metrics_.begin(), metrics_.end());
  if (what_.trajectory) {
    w.copy_to(w_);
    record.trajectory.insert(record.trajectory.end(), w_.begin(), w_.end());
  }
  return loss;
}

}  // namespace slalom::run
