// What was measured on a problem, and its value in a run.
#pragma once

#include "statistics/curve.hpp"
#include "statistics/source.hpp"

#include <vector>

namespace slalom::statistics {

/// "test_accuracy" is better when higher, losses and errors when lower.
bool higher_is_better(const std::string& metric);
/// Of such a metric, what is missing to its best value: 1, or the 11 digits of NIST's certified values. And back.
double shortfall(const std::string& metric, double value);

/// A loss as tests compare it: what is nearer to 0 than 1e-12 of the loss at the start is equally good, and that bound.
double floored(double loss, double start);

class MetricView {
 public:
  explicit MetricView(const ProblemRuns& runs);

  const std::vector<Metric>& measures() const { return measures_; }

  /// Differences of the loss up to this are round-off.
  double tolerance() const { return tolerance_; }

  /// Measure m at a recorded point; NaN if it was not measured.
  double at(const run::RunRecord& run, std::size_t point, std::size_t m) const;

  /// Measure m at the end; infinitely bad if the run diverged, or if it was a number at the start and is none any more.
  double final(const run::RunRecord& run, std::size_t m) const;

  /// Infinitely bad.
  double worst(std::size_t m) const;

  /// The best that the run recorded.
  double best(const run::RunRecord& run, std::size_t m) const;

  /// Of the problem.
  double examples() const { return examples_; }

  /// Measure m over steps, or over epochs.
  Series by_steps(const run::RunRecord& run, std::size_t m) const;
  /// What was spent over steps, in any of a point's units.
  template <class Number>
  static Series spent(const run::RunRecord& run, Number run::Point::*amount, double unit) {
    Series s;
    for (const auto& point : run.points) {
      s.x.push_back(static_cast<double>(point.step));
      s.y.push_back(static_cast<double>(point.*amount) / unit);
    }
    if (!s.y.empty()) s.afterwards = s.y.back();
    return s;
  }

  Series by_epochs(const run::RunRecord& run, std::size_t m) const;

 private:
  Series series(const run::RunRecord& run, std::size_t m, double (*x)(const run::Point&), double unit) const;

  std::vector<Metric> measures_;
  double minimum_ = 0;  // subtracted from the loss
  double tolerance_ = 0;
  double examples_ = 1;
};

}  // namespace slalom::statistics
