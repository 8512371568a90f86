#include "tune/score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace slalom::host {

namespace {

constexpr double worst = std::numeric_limits<double>::infinity();

double validation_loss(const RunRecord& record, std::span<const std::string> metrics, std::size_t point) {
  const auto at = std::ranges::find(metrics, "validation_loss");
  if (at == metrics.end()) throw CannotTune("tune: on: validation_loss: this problem has no validation data");
  return record.metrics[point * metrics.size() + static_cast<std::size_t>(at - metrics.begin())];
}

double value(Criterion on, const RunRecord& record, std::span<const std::string> metrics) {
  switch (on) {
    case Criterion::final_loss:
      return record.points.back().loss;
    case Criterion::best_loss:
      return std::ranges::min(record.points, {}, &Point::loss).loss;
    case Criterion::steps_to_target:
      return record.targets.back().reached ? static_cast<double>(record.targets.back().step) : worst;
    case Criterion::validation_loss:
      return validation_loss(record, metrics, record.points.size() - 1);
  }
  return worst;
}

}  // namespace

double score(Criterion on, const RunRecord& record, std::span<const std::string> metrics) {
  if (without_result(record.status) || record.status == Status::diverged) return worst;
  const double found = value(on, record, metrics);
  if (std::isnan(found)) return worst;
  return found;
}

double score_of_start(Criterion on, const Case& c, const RunRecord& record, std::span<const std::string> metrics) {
  switch (on) {
    case Criterion::final_loss:
    case Criterion::best_loss:
      break;
    case Criterion::steps_to_target:
      return static_cast<double>(c.budget.steps.value_or(record.steps));  // it may have ended early
    case Criterion::validation_loss:
      return validation_loss(record, metrics, 0);
  }
  return record.points.front().loss;
}

double mean_score(std::span<const double> scores) {
  return std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
}

}  // namespace slalom::host
