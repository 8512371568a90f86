// Looks at every step, not only at the recorded ones: targets, and what ends a run early.
#pragma once

#include "run/record.hpp"

#include <functional>
#include <span>

namespace slalom::run {

/// A step as it was counted.
struct StepCount {
  std::uint64_t step = 0, evaluations = 0, examples = 0;
};

/// What is known of a problem's minima.
struct Minima {
  double minimum = unknown;    ///< f*
  std::vector<double> points;  ///< count × dimension
  std::size_t dimension = 0;

  /// The nearest one and the Euclidean distance to it; -1 and NaN where none is known.
  std::pair<std::int64_t, double> nearest(std::span<const double> w) const;
};

/// Steps are kept and evaluated many at a time, so that the clock of the run can stand still meanwhile.
class Tracker {
 public:
  /// loss: the exact loss at a point. every_step: it may be asked at each (full batches); else losses come from
  /// recorded points only, by evaluate_loss().
  Tracker(const suite::Case& c, const Minima& minima, bool every_step,
          std::function<double(std::span<const double>)> loss);

  /// False where nothing depends on single steps.
  bool active() const { return active_; }
  bool full() const { return active_ && used_ == kept_.size(); }
  /// Where the point of the step to be pushed is written.
  std::span<double> slot() { return std::span(points_).subspan(used_ * minima_.dimension, minima_.dimension); }
  void push(const StepCount& count, double gradient_norm) { kept_[used_++] = {count, gradient_norm}; }

  /// Where the run is to end, and why. The point is valid until the next push.
  struct End {
    StepCount count;
    std::span<const double> point;
    std::string reason;
  };

  /// Evaluates the steps kept so far, and forgets them.
  std::optional<End> evaluate_end();
  /// For mini-batches: the loss at a recorded point.
  std::optional<End> evaluate_loss(const StepCount& count, std::span<const double> point, double loss);

  /// The CPU time of the targets that were reached since the last call.
  void stamp(double cpu_seconds);
  const std::vector<TargetHit>& hits() const { return hits_; }

 private:
  struct CachedValues {
    StepCount count;
    double gradient_norm = 0;
  };

  const suite::Stop stop_;
  const Minima& minima_;
  std::function<double(std::span<const double>)> loss_;
  bool asks_loss_;
  bool active_;
  std::size_t used_ = 0;
  std::vector<CachedValues> kept_;
  std::vector<double> points_;
  std::vector<TargetHit> hits_;
};

}  // namespace slalom::run
