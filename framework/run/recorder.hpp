// Writes down the recorded steps of a run, and keeps its clock: measuring takes no time of the run's.
#pragma once

#include "loader/problem.hpp"
#include "run/real_vector.hpp"
#include "run/record.hpp"
#include "run/tracker.hpp"

namespace slalom::run {

/// CPU time of this thread, which can stand still.
class RunClock {
 public:
  void start() { since_ = now(); }
  /// A reading takes longer than a step of a small problem, and what was measured holds one. So it is read twice: the
  /// second tells what the first cost.
  void stop() {
    const double end = now();
    total_ += (end - since_) - (now() - end);
  }
  void add(double seconds) { total_ += seconds; }
  double seconds() const { return total_; }

 private:
  static double now();
  double since_ = 0;
  double total_ = 0;
};

class Recorder {
 public:
  /// points: how many there will be at most, so that recording allocates nothing.
  Recorder(const suite::Recording& what, loader::Workspace& workspace, std::size_t points);

  /// Measures at w and appends to the record. Returns the loss.
  double take(RunRecord& record, const StepCount& count, double cpu_seconds, const RealVector& w,
              double effective_step);

 private:
  const suite::Recording& what_;
  loader::Workspace& workspace_;
  std::size_t points_;
  RealVector gradient_;
  std::vector<double> metrics_;
  std::vector<double> w_;
};

}  // namespace slalom::run
