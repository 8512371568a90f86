#include "run/tracker.hpp"

#include "run/real_vector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::run {

namespace {

constexpr std::size_t kept_numbers = 8192;  // fits the first-level caches
constexpr std::size_t max_kept = 1024;

}  // namespace

std::pair<std::int64_t, double> Minima::nearest(std::span<const double> w) const {
  std::pair<std::int64_t, double> best{-1, unknown};
  for (std::size_t m = 0; m * dimension < points.size(); ++m) {
    double sum = 0;
    for (std::size_t i = 0; i < dimension; ++i) {
      const double d = w[i] - points[m * dimension + i];
      sum += d * d;
    }
    if (const double distance = std::sqrt(sum); best.first < 0 || distance < best.second)
      best = {static_cast<std::int64_t>(m), distance};
  }
  return best;
}

Tracker::Tracker(const suite::Case& c, const Minima& minima, bool every_step,
                 std::function<double(std::span<const double>)> loss)
    : stop_(c.stop),
      minima_(minima),
      loss_(std::move(loss)),
      asks_loss_(every_step && (!c.targets.empty() || c.stop.loss || c.stop.gap)),
      active_(asks_loss_ || c.stop.distance || c.stop.gradient_norm),
      kept_(active_ ? std::clamp<std::size_t>(kept_numbers / minima.dimension, 1, max_kept) : 0),
      points_(kept_.size() * minima.dimension) {
  for (double target : c.targets) hits_.push_back({.target = target});
}

std::optional<Tracker::End> Tracker::evaluate_end() {
  const auto count = std::exchange(used_, 0);
  for (std::size_t k = 0; k < count; ++k) {
    const auto& kept = kept_[k];
    const auto point = std::span<const double>(points_).subspan(k * minima_.dimension, minima_.dimension);
    if (!all_finite(SLALOM_FLOAT64, point.data(), point.size())) continue;  // where nothing is reached
    if (asks_loss_)
      if (auto end = evaluate_loss(kept.count, point, loss_(point))) return end;
    if (stop_.distance && minima_.nearest(point).second <= *stop_.distance)
      return End{kept.count, point, fmt::format("within {} of a minimizer", *stop_.distance)};
    if (stop_.gradient_norm && kept.gradient_norm <= *stop_.gradient_norm)
      return End{kept.count, point, fmt::format("gradient norm of at most {}", *stop_.gradient_norm)};
  }
  return std::nullopt;
}

std::optional<Tracker::End> Tracker::evaluate_loss(const StepCount& count, std::span<const double> point, double loss) {
  const bool has_minimum = !std::isnan(minima_.minimum);
  const double gap = loss - minima_.minimum;
  for (auto& hit : hits_)
    if (!hit.reached && (has_minimum ? gap : loss) <= hit.target) {
      hit.reached = true;
      hit.step = count.step;
      hit.evaluations = count.evaluations;
      hit.examples = count.examples;
      hit.cpu_seconds = unknown;
    }
  if (stop_.loss && loss <= *stop_.loss) return End{count, point, fmt::format("loss of at most {}", *stop_.loss)};
  if (stop_.gap && gap <= *stop_.gap)
    return End{count, point, fmt::format("within {} of the known minimum", *stop_.gap)};
  return std::nullopt;
}

void Tracker::stamp(double cpu_seconds) {
  for (auto& hit : hits_)
    if (hit.reached && std::isnan(hit.cpu_seconds)) hit.cpu_seconds = cpu_seconds;
}

}  // namespace slalom::run
