#include "statistics/score_text.hpp"

#include "statistics/cost.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::report {

namespace {

std::string without_result(const RunCounts& runs) {
  if (runs.failed == 0) return "diverged";
  return runs.diverged == 0 ? "failed" : "diverged or failed";
}

std::string cost_text(const ProblemComparison& p, double cost, int digits) {
  return fmt::format("{} {}", short_number(cost, digits), in_words(p.unit));
}

}  // namespace

std::string score_title(const ProblemComparison& p) {
  if (p.score == Score::stop) return fmt::format("{} until {}", in_words(p.unit), p.stop);
  return "final " + p.measures.front().name;
}

std::string score_text(const ProblemComparison& p, const OptimizerResult& o, int digits) {
  if (o.score.count == 0) return o.runs.failed > 0 ? "failed" : "–";
  const double median = o.score.median;
  if (p.score == Score::final) return std::isinf(median) ? without_result(o.runs) : short_number(median, digits);
  if (std::isfinite(median)) return cost_text(p, median, digits);
  if (std::isinf(o.expected_cost)) return "never";
  return fmt::format("never ({} of {}; expected {})", o.stop.reached, o.runs.planned - o.runs.missing,
                     cost_text(p, o.expected_cost, digits));
}

}  // namespace slalom::report
