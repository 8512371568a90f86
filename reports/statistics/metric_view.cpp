#include "statistics/metric_view.hpp"

#include "statistics/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::statistics {

namespace {

constexpr double ulps = 8;  // a value is off by a few units in the last place

double epsilon(const ProblemRuns& runs) {
  for (const auto& c : runs.cases)
    if (c.c->precision == suite::Precision::float32) return std::numeric_limits<float>::epsilon();
  return std::numeric_limits<double>::epsilon();
}

}  // namespace

/// Accuracies, and log relative errors, which are numbers of correct digits.
bool higher_is_better(const std::string& metric) {
  return metric.find("accuracy") != std::string::npos || metric.starts_with("lre_");
}

double shortfall(const std::string& metric, double value) {
  constexpr double certified_digits = 11;
  return (metric.starts_with("lre_") ? certified_digits : 1) - value;
}

double floored(double loss, double start) {
  constexpr double negligible = 1e-12;
  const double floor = negligible * std::abs(start);
  return std::isfinite(start) && std::abs(loss) < floor ? floor : loss;
}

MetricView::MetricView(const ProblemRuns& runs) : examples_(static_cast<double>(runs.info.examples)) {
  const bool known = std::isfinite(runs.info.minimum);
  if (known) {
    minimum_ = runs.info.minimum;
    // A mean over many examples is off by more: the errors of its sum add up at random.
    const double terms = std::sqrt(std::max(1.0, examples_)) * std::numeric_limits<double>::epsilon();
    tolerance_ = ulps * std::max(epsilon(runs), terms) * std::abs(minimum_);
  }
  measures_.push_back({.name = known ? "gap" : "loss"});
  for (const auto& metric : runs.info.metrics)
    measures_.push_back({.name = clean_text(metric), .higher_is_better = higher_is_better(metric)});
}

double MetricView::at(const run::RunRecord& run, std::size_t point, std::size_t m) const {
  if (m == 0) {
    const double value = run.points[point].loss - minimum_;
    return std::abs(value) <= tolerance_ ? 0 : value;
  }
  const auto index = point * (measures_.size() - 1) + m - 1;
  return index < run.metrics.size() ? run.metrics[index] : unknown;
}

double MetricView::worst(std::size_t m) const {
  const double infinity = std::numeric_limits<double>::infinity();
  return measures_[m].higher_is_better ? -infinity : infinity;
}

double MetricView::final(const run::RunRecord& run, std::size_t m) const {
  if (run.status == run::Status::diverged || run.points.empty()) return worst(m);
  const double value = at(run, run.points.size() - 1, m);
  return std::isnan(value) && (m == 0 || !std::isnan(at(run, 0, m))) ? worst(m) : value;
}

double MetricView::best(const run::RunRecord& run, std::size_t m) const {
  double result = worst(m);
  for (std::size_t p = 0; p < run.points.size(); ++p)
    if (const double value = at(run, p, m); !std::isnan(value))
      result = measures_[m].higher_is_better ? std::max(result, value) : std::min(result, value);
  return result;
}

Series MetricView::series(const run::RunRecord& run, std::size_t m, double (*x)(const run::Point&), double unit) const {
  Series s;
  for (std::size_t p = 0; p < run.points.size(); ++p) {
    double y = at(run, p, m);
    if (std::isnan(y) && m > 0) continue;
    if (!std::isfinite(y)) y = worst(m);
    s.x.push_back(x(run.points[p]) / unit);
    s.y.push_back(y);
  }
  if (!s.y.empty()) s.afterwards = run.status == run::Status::diverged ? worst(m) : s.y.back();
  return s;
}

Series MetricView::by_steps(const run::RunRecord& run, std::size_t m) const {
  return series(
      run, m, [](const run::Point& p) { return static_cast<double>(p.step); }, 1);
}

Series MetricView::by_epochs(const run::RunRecord& run, std::size_t m) const {
  return series(
      run, m, [](const run::Point& p) { return static_cast<double>(p.examples); }, examples_);
}

}  // namespace slalom::statistics
