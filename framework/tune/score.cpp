#include "tune/score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace slalom::tune {

namespace {

constexpr double worst = std::numeric_limits<double>::infinity();

double validation_loss(const run::RunRecord& record, std::span<const std::string> metrics, std::size_t point) {
  const auto at = std::ranges::find(metrics, "validation_loss");
  if (at == metrics.end()) throw CannotTune("tune: on: validation_loss: this problem has no validation data");
  return record.metrics[point * metrics.size() + static_cast<std::size_t>(at - metrics.begin())];
}

double value(suite::Criterion on, const run::RunRecord& record, std::span<const std::string> metrics) {
  switch (on) {
    case suite::Criterion::final_loss:
      return record.points.back().loss;
    case suite::Criterion::best_loss:
      return std::ranges::min(record.points, {}, &run::Point::loss).loss;
    case suite::Criterion::steps_to_target:
      return record.targets.back().reached ? static_cast<double>(record.targets.back().step) : worst;
    case suite::Criterion::validation_loss:
      return validation_loss(record, metrics, record.points.size() - 1);
  }
  return worst;
}

}  // namespace

double score(suite::Criterion on, const run::RunRecord& record, std::span<const std::string> metrics) {
  if (run::without_result(record.status) || record.status == run::Status::diverged) return worst;
  const double found = value(on, record, metrics);
  if (std::isnan(found)) return worst;
  return found;
}

double score_of_start(suite::Criterion on, const suite::Case& c, const run::RunRecord& record,
                      std::span<const std::string> metrics) {
  switch (on) {
    case suite::Criterion::final_loss:
    case suite::Criterion::best_loss:
      break;
    case suite::Criterion::steps_to_target:
      return static_cast<double>(c.budget.steps.value_or(record.steps));  // it may have ended early
    case suite::Criterion::validation_loss:
      return validation_loss(record, metrics, 0);
  }
  return record.points.front().loss;
}

double mean_score(std::span<const double> scores) {
  return std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
}

}  // namespace slalom::tune
