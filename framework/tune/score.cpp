#include "tune/score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace slalom::host {

namespace {

constexpr double worst = std::numeric_limits<double>::infinity();

double validation_loss(const RunRecord& record, std::span<const std::string> metrics) {
  const auto at = std::ranges::find(metrics, "validation_loss");
  if (at == metrics.end()) throw CannotTune("tune: on: validation_loss: this problem has no validation data");
  return record.metrics[record.metrics.size() - metrics.size() + static_cast<std::size_t>(at - metrics.begin())];
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
      return validation_loss(record, metrics);
  }
  return worst;
}

}  // namespace

double score(Criterion on, const RunRecord& record, std::span<const std::string> metrics) {
  if (record.status == Status::failed || record.status == Status::diverged) return worst;
  const double found = value(on, record, metrics);
  return std::isnan(found) ? worst : found;
}

double mean_score(std::span<const double> scores) {
  return std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
}

}  // namespace slalom::host
