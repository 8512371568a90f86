// Which of two points has the lower loss, where a value is that of a mini-batch?
#pragma once

#include <cmath>
#include <limits>

namespace [[gnu::visibility("hidden")]] slalom {

/// A challenger against the incumbent, both evaluated on the same batch. One batch says little: who is better on it may
/// owe that to the batch, and many steps that suit their batches lead away. So they are compared on one batch after
/// another: the challenger wins once its mean difference is below 0 by 2 standard errors, or more where there are few
/// batches, and loses once it is not ahead, or at the end. A race in the sense of Maron and Moore (1994). Where batches
/// do not change, one comparison decides.
class Duel {
 public:
  static constexpr double least_to_lose = 3, least_to_win = 6, most_batches = 32;

  /// Adds the values on one batch; returns whether that decides. After a decision a new duel begins.
  bool add(double challenger, double incumbent, bool batches) {
    if (decided_) *this = {};
    const double d = above(challenger, incumbent);
    count_ += 1;
    sum_ += d;
    squares_ += d * d;
    const bool enough = !batches || !std::isfinite(squares_);
    const bool ahead = sum_ < 0 && (enough || is_clear());
    decided_ = enough || ahead || (count_ >= least_to_lose && sum_ >= 0) || count_ >= most_batches;
    if (decided_ && sum_ < 0 && !ahead) sum_ = 0;
    return decided_;
  }

  /// The mean of what the challenger's value is above the incumbent's, once that is decided: below 0 where it has won,
  /// 0 where it was ahead to the end without being clearly better.
  double difference() const { return sum_ / count_; }

 private:
  /// What has no value is worst.
  static double above(double challenger, double incumbent) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (challenger == incumbent) return 0;
    if (!std::isfinite(challenger)) return infinity;
    return std::isfinite(incumbent) ? challenger - incumbent : -infinity;
  }
  bool is_clear() const {
    if (count_ < least_to_win) return false;
    const double variance = std::fmax(0, squares_ - sum_ * sum_ / count_) / (count_ - 1);
    const double errors = 2 + 4 / count_;  // about Student's quantile
    return sum_ * sum_ >= errors * errors * count_ * variance;
  }

  double count_ = 0, sum_ = 0, squares_ = 0;
  bool decided_ = false;
};

}  // namespace slalom
