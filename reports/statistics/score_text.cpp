#include "statistics/score_text.hpp"

#include "statistics/cost.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

/// "1 step", "42 steps"
std::string cost_text(const ProblemComparison& p, double cost, int digits) {
  auto unit = in_words(p.unit);
  if (cost == 1) unit.pop_back();
  return fmt::format("{} {}", short_number(cost, digits), unit);
}

/// On the seeds that ranks go by.
std::ptrdiff_t arrivals(const OptimizerResult& o) {
  return std::ranges::count_if(o.scores.values, [](double cost) { return std::isfinite(cost); });
}

}  // namespace

std::string without_value(const RunCounts& runs) {
  if (runs.failed == 0) return "diverged";
  return runs.diverged == 0 ? "failed" : "diverged or failed";
}

std::string score_title(const ProblemComparison& p) {
  if (p.score == Score::stop) return fmt::format("{} until {}", in_words(p.unit), p.stop);
  return "final " + p.measures.front().name;
}

std::string score_text(const ProblemComparison& p, const OptimizerResult& o, int digits) {
  if (o.score.count == 0) return o.runs.failed > 0 ? "failed" : "–";
  const double median = o.score.median;
  if (p.score == Score::final) return std::isinf(median) ? without_value(o.runs) : short_number(median, digits);
  if (std::isfinite(median)) return cost_text(p, median, digits);
  if (std::isinf(o.expected_cost)) return "never";
  return fmt::format("never ({} of {}; expected {})", arrivals(o), o.scores.values.size(),
                     cost_text(p, o.expected_cost, digits));
}

std::string expected_cost_text(const ProblemComparison& p, const OptimizerResult& o) {
  return fmt::format("{} ({} of {} arrived)", cost_text(p, o.expected_cost, 3), arrivals(o),
                     counted(o.scores.values.size(), "run"));
}

}  // namespace slalom::statistics
